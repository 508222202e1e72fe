import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: ['tests/setup.ts'],
    // Half of the tests wait for servers, leases and children: one file at a time on two cores took five minutes.
    maxWorkers: 4,
    maxConcurrency: 2,
    // A process for each file took half of the time; what a file sets up, it sets up for itself.
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
