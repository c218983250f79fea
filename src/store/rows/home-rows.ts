import { z } from 'zod';
import type { HomeWorkspace } from '../store.ts';

const workspaceRow = z.object({ team: z.string(), url: z.string() });

/** The workspace in a row of `team, url`; null without a row. */
export const readWorkspace = (row: unknown): HomeWorkspace | null =>
  row === undefined ? null : workspaceRow.parse(row);
