/** What processes take, read from /proc: for Linux. */
import { readdirSync, readFileSync } from 'node:fs';

const TICKS = 100; // a second, on every Linux that Node runs on

const statOf = (pid: number): string[] => {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
};

/** Its children's numbers. */
export const childrenOf = (parent: number): number[] =>
  readdirSync('/proc').flatMap((pid) => {
    if (!/^\d+$/.test(pid)) return [];
    try {
      return Number(statOf(Number(pid))[1]) === parent ? [Number(pid)] : [];
    } catch {
      return [];
    }
  });

/** Seconds of processor time of its children, those that have gone included. */
export function childTime(parent: number): number {
  const of = (pid: number, from: number) => {
    const fields = statOf(pid);
    return (Number(fields[from]) + Number(fields[from + 1])) / TICKS;
  };
  return of(parent, 13) + childrenOf(parent).reduce((sum, pid) => sum + of(pid, 11), 0);
}

/** Seconds of processor time of its own. */
export function ownTime(pid: number): number {
  const fields = statOf(pid);
  return (Number(fields[11]) + Number(fields[12])) / TICKS;
}

/** MB of memory that is there; 0 when the process has gone. */
export const resident = (pid: number): number => {
  try {
    return Number(/VmRSS:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
};
