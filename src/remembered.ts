/** What is dear to make and asked for again, within a bound. */

/**
 * Keeps between `most` and twice as many: when `most` new ones have come, those that nobody has asked for meanwhile go. A key is kept as
 * it is given to `set`: not cut from a text, or the whole text would be kept.
 */
export function bounded<V>(most: number): {
  get(key: string): V | undefined;
  set(key: string, value: V): void;
} {
  let recent = new Map<string, V>();
  let before = new Map<string, V>();
  function set(key: string, value: V): void {
    if (recent.size >= most) {
      before = recent;
      recent = new Map();
    }
    recent.set(key, value);
  }
  return {
    get(key) {
      const kept = recent.get(key);
      if (kept !== undefined) return kept;
      const older = before.get(key);
      if (older !== undefined) set(own(key), older);
      return older;
    },
    set,
  };
}

/** `make`, called once for each key as long as that key is asked for now and then; bounded as above. */
export function remembering<V>(most: number, make: (key: string) => V): (key: string) => V {
  const kept = bounded<V>(most);
  return (key) => {
    const known = kept.get(key);
    if (known !== undefined) return known;
    const alone = own(key);
    const made = make(alone);
    kept.set(alone, made);
    return made;
  };
}

/** A key cut from a text would keep the whole text in memory, and so would what is cut from the key. */
const own = (key: string): string => ` ${key}`.slice(1);
