import { z } from 'zod';
import { spanSchema, spanWords } from '../../text/duration.ts';
import { severitySchema } from '../severity.ts';

/** The response target of one severity, as configured at that time. */
export const targetSchema = z.object({ severity: severitySchema, within: spanSchema });
export type ResponseTarget = Readonly<z.infer<typeof targetSchema>>;

/** `P1: 15 min`. */
export const targetWords = ({ severity, within }: ResponseTarget): string =>
  `${severity}: ${spanWords(within)}`;
