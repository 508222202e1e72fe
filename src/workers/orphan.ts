/**
 * A thread beside a worker's main one: ends the process when its parent has gone. 'disconnect' tells that too, but not
 * to a main thread that hangs in a page; such a process would burn a core for ever.
 */
import { workerData } from 'node:worker_threads';

setInterval(() => {
  if (process.ppid !== workerData) process.kill(process.pid, 'SIGKILL');
}, 1000);
