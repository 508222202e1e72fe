import { defineConfig } from 'vitest/config';
import type { TestSequencer, TestSpecification } from 'vitest/node';

/** The rooms whose files take longest, the longest first: what starts last should be short. */
const LONG = [
  '/tests/crash/',
  '/tests/cli/',
  '/tests/survival',
  '/tests/store/',
  '/tests/adapters/',
  '/tests/feeds/',
];
const rank = ({ moduleId }: TestSpecification): number => {
  const at = LONG.findIndex((room) => moduleId.includes(room));
  return at < 0 ? LONG.length : at;
};

class LongestFirst implements TestSequencer {
  sort(files: TestSpecification[]): TestSpecification[] {
    return files.toSorted((a, b) => rank(a) - rank(b));
  }
  shard(files: TestSpecification[]): TestSpecification[] {
    return files;
  }
}

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: ['tests/setup.ts'],
    // Half of the tests wait for servers, leases and children: one file at a time on two cores took five minutes.
    maxWorkers: 4,
    sequence: { sequencer: LongestFirst },
    maxConcurrency: 2,
    // A process for each file took half of the time; what a file sets up, it sets up for itself.
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
