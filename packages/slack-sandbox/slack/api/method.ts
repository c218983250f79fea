import { z } from 'zod';
import { invalidArguments, SlackError } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import type { WorkspaceState } from '../workspace-state.ts';
import type { RawArgs } from './args.ts';
import type { Rate } from './rates.ts';

/** A Web API method as the server runs it. */
export type Method = {
  readonly name: string;
  readonly rate: Rate;
  /** Any one of these scopes is enough; none is needed for an empty list. */
  readonly scopes: readonly string[];
  /** Which token it takes; `bot` by default. */
  readonly token: 'bot' | 'app';
  /** Runs it and returns the response's fields beside `ok`. Throws SlackError. */
  readonly answer: (state: WorkspaceState, args: RawArgs) => JsonObject;
};

type Definition<S extends z.ZodRawShape> = {
  readonly rate: Rate;
  readonly scopes: readonly string[];
  readonly token?: 'bot' | 'app';
  readonly args: S;
  /** The error for a missing required argument, if it isn't `invalid_arguments`. */
  readonly missing?: Readonly<Record<string, string>>;
  readonly run: (state: WorkspaceState, args: z.output<z.ZodObject<S>>) => JsonObject;
};

/** Defines a method: its arguments are validated before it runs, and refused as Slack refuses them. */
export function method<S extends z.ZodRawShape>(name: string, definition: Definition<S>): Method {
  const schema = z.object(definition.args);
  return {
    name,
    rate: definition.rate,
    scopes: definition.scopes,
    token: definition.token ?? 'bot',
    answer(state, raw) {
      const read = schema.safeParse(raw);
      if (read.success) return definition.run(state, read.data);
      const problems = [...new Set(read.error.issues.map((issue) => String(issue.path[0] ?? '')))];
      for (const key of problems) {
        const code = definition.missing?.[key];
        if (code !== undefined && isMissing(raw[key])) throw new SlackError(code);
      }
      throw invalidArguments(
        ...problems.map((key) =>
          isMissing(raw[key]) ? `missing required field: ${key}` : `invalid value for field: ${key}`,
        ),
      );
    },
  };
}

function isMissing(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}
