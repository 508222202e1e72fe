/** Waits until that holds; throws with `what` after `within` milliseconds. */
export async function until(
  what: string,
  that: () => boolean | Promise<boolean>,
  within = 15_000,
): Promise<void> {
  const end = Date.now() + within;
  while (!(await that())) {
    if (Date.now() > end) throw new Error(`not within ${within} ms: ${what}`);
    await new Promise((done) => setTimeout(done, 15));
  }
}
