import { describe, expect, it } from 'vitest';
import { createCompletion, known, nearest } from '../src/completion.ts';
import { cpuTime } from './cputime.ts';

const person = (name: string, statements: number) => ({ id: name, name, role: null, statements });
const names = (typed: string, all: ReturnType<typeof person>[], most = 5) =>
  nearest(typed, known(all), most).map((s) => s.name);

describe('completion of speakers', () => {
  const town = [
    person('Anna Berg', 3),
    person('Ann-Marie Berg', 9),
    person('Otto Fisk', 5),
    person('Kurt Campbell', 1),
  ];

  it('puts what begins so first, then what has it in it, the most heard before the others', () => {
    expect(names('ann', town)).toEqual(['Ann-Marie Berg', 'Anna Berg']);
    expect(names('berg', town)).toEqual(['Ann-Marie Berg', 'Anna Berg']);
    expect(names('', town, 2)).toEqual(['Anna Berg', 'Ann-Marie Berg']);
  });

  it('forgives slips of the finger, and guesses nobody else', () => {
    expect(names('cambell', town)).toEqual(['Kurt Campbell']);
    expect(names('xyzzy', town)).toEqual([]);
    expect(names('ott', town)).toEqual(['Otto Fisk']);
    expect(names('kampbell', town)).toEqual(['Kurt Campbell']);
    expect(names('otto fiks', town)).toEqual(['Otto Fisk']);
    expect(names('camprell', [...town, person('Luis Campos', 9)])[0]).toBe('Kurt Campbell');
  });

  it('takes milliseconds among twenty thousand', () => {
    const crowd = known(Array.from({ length: 20_000 }, (_, i) => person(`Person${i % 997} Surname${i}`, i)));
    nearest('surnam', crowd, 20);
    for (const typed of ['k', 'surname19', 'cambell', 'zzzzzzzz']) {
      const from = cpuTime();
      nearest(typed, crowd, 20);
      expect(cpuTime() - from).toBeLessThan(80);
    }
  });

  it('comes from memory, is brought up to date behind the answer, and survives a store that is away', async () => {
    let now = 0;
    let all = [person('Anna Berg', 1)];
    let asked = 0;
    const store = {
      clock: { now: () => now },
      speakers: {
        mostHeard: async () => {
          asked++;
          if (asked === 2) throw new Error('the store is away');
          return all;
        },
      },
    };
    const completion = createCompletion(store as never);
    const found = async () => (await completion.speakers('', 5)).map((s) => s.name);
    expect(await found()).toEqual(['Anna Berg']);
    all = [person('Anna Berg', 1), person('Otto Fisk', 1)];
    expect(await found()).toEqual(['Anna Berg']);
    now += 60_000;
    expect(await found()).toEqual(['Anna Berg']);
    expect(await found()).toEqual(['Anna Berg']);
    await new Promise((done) => setImmediate(done));
    expect(await found()).toEqual(['Anna Berg', 'Otto Fisk']);
  });
});
