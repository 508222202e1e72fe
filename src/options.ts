/**
 * A command's options as platforms need them: what kind each is, its choices and limits, whether it completes. From this
 * come Discord's option JSON, forms and completion. Pure.
 */
import { z } from 'zod';
import type { Command } from './command.ts';

/** What a field names: `.meta({ is })`. `role` and `channel` are ids that the platform knows, a `date` may also be a length of time; the others complete. */
export type Names = 'speaker' | 'topic' | 'subscription' | 'command' | 'channel' | 'role' | 'date';

export type Option = {
  name: string;
  description: string;
  kind: 'text' | 'number' | 'channel' | 'role';
  /** A text that names a day, where a platform has a calendar. */
  date: boolean;
  required: boolean;
  /** All values it takes, where they are few. */
  choices: string[];
  completes: boolean;
  /** Of a number its least and greatest, of a text its longest. */
  least?: number;
  most?: number;
};

type Property = {
  description?: string;
  type?: string;
  enum?: string[];
  is?: Names;
  minimum?: number;
  maximum?: number;
  maxLength?: number;
};

/** In the order of the command's schema. */
export function optionsOf(command: Command): Option[] {
  const schema = z.toJSONSchema(command.options) as {
    properties?: Record<string, Property>;
    required?: string[];
  };
  return Object.entries(schema.properties ?? {}).map(([name, p]) => {
    const kind =
      p.is === 'channel' || p.is === 'role'
        ? p.is
        : p.type === 'integer' || p.type === 'number'
          ? 'number'
          : 'text';
    return {
      name,
      description: p.description ?? name,
      kind,
      required: schema.required?.includes(name) ?? false,
      choices: p.enum ?? [],
      date: p.is === 'date',
      completes: p.is !== undefined && p.is !== 'date' && kind === 'text' && command.complete !== undefined,
      ...(p.minimum === undefined || p.minimum < -(2 ** 50) ? {} : { least: p.minimum }),
      ...(kind === 'number' && p.maximum !== undefined && p.maximum < 2 ** 50 ? { most: p.maximum } : {}),
      ...(kind === 'text' && p.maxLength !== undefined ? { most: p.maxLength } : {}),
    };
  });
}
