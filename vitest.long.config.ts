import { defineConfig } from 'vitest/config';

/** What takes minutes: hostile servers up to their time limits, ten thousand inputs a parser, every crash, a hundred races. */
export default defineConfig({
  test: {
    include: [
      'tests/long/**/*.long.ts',
      'tests/survival.test.ts',
      'tests/cli/{feeds,live,roles,wrong}.test.ts',
    ],
    env: { WHOSAID_LONG: '1' },
    globalSetup: ['tests/setup.ts'],
    testTimeout: 3_600_000,
    hookTimeout: 60_000,
    fileParallelism: false,
  },
});
