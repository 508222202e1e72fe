/** The list of platforms: one line each. */
export { createConsole } from './console/adapter.ts';
