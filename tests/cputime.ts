/** Milliseconds this thread has computed so far: unlike the clock on the wall it stands still while others use the machine. */
export function cpuTime(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
