// Loaded before the bot in tests of crashes: the process lives so many milliseconds later than it does.
const ahead = Number(process.env.TEST_AHEAD ?? 0);
const now = Date.now;
const RealDate = Date;
globalThis.Date = class extends RealDate {
  constructor(...given) {
    super(...(given.length === 0 ? [now() + ahead] : given));
  }
  static now() {
    return now() + ahead;
  }
};
