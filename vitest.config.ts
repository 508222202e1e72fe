import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: ['tests/setup.ts'],
    maxConcurrency: 2,
    testTimeout: 20_000,
    hookTimeout: 20_000,
  },
});
