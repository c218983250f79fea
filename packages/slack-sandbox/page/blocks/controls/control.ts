import type { JsonObject } from '../../../slack/json.ts';
import type { PostedEntry } from '../entry.ts';

/** What every control gets: its element, the current entry, and what to do with a new one. */
export type ControlProps = {
  readonly element: JsonObject;
  readonly entry: PostedEntry;
  readonly onEntry: (entry: PostedEntry) => void;
  /** Asks the app for the options of an external select. */
  readonly onSuggest: (typed: string) => Promise<JsonObject | null>;
  /** The ID of the control itself, for the label that points at it. */
  readonly id: string;
  /** The name for screen readers; null if a label points at `id`. */
  readonly label: string | null;
  /** The IDs of the hint and the error, or undefined. */
  readonly describedBy: string | undefined;
  readonly invalid: boolean;
  readonly required: boolean;
  readonly pending: boolean;
};

/** The attributes that every control shares. */
export function shared({ id, label, describedBy, invalid, required, pending }: ControlProps) {
  return {
    id,
    'aria-label': label ?? undefined,
    'aria-describedby': describedBy,
    'aria-invalid': invalid,
    'aria-required': required,
    'aria-busy': pending,
  };
}
