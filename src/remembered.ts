/** What is dear to make and asked for again, within a bound. */

/**
 * `make`, called once for each key as long as that key is asked for now and then. Keeps between `most` and twice as many: when `most` new
 * ones have come, those that nobody has asked for meanwhile go.
 */
export function remembering<V>(most: number, make: (key: string) => V): (key: string) => V {
  let recent = new Map<string, V>();
  let before = new Map<string, V>();
  return (key) => {
    const kept = recent.get(key);
    if (kept !== undefined) return kept;
    // A key cut from a text would keep the whole text in memory, and so would what is cut from the key.
    const own = ` ${key}`.slice(1);
    const value = before.get(key) ?? make(own);
    if (recent.size >= most) {
      before = recent;
      recent = new Map();
    }
    recent.set(own, value);
    return value;
  };
}
