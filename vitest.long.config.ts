import { defineConfig } from 'vitest/config';

/** What takes minutes: hostile servers up to their time limits, and ten thousand inputs a parser. */
export default defineConfig({
  test: {
    include: ['tests/long/**/*.long.ts'],
    testTimeout: 600_000,
    hookTimeout: 60_000,
    fileParallelism: false,
  },
});
