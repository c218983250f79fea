import { intercomCases } from './cases-intercom.ts';
import { ourCases } from './cases-ours.ts';
import { unclearCases } from './cases-unclear.ts';
import type { Case } from './world.ts';

/** Labelled worlds; together they reach every leaf. */
export const cases: readonly Case[] = [...intercomCases, ...ourCases, ...unclearCases];
