import { commanderRole, commsLeadRole, type RoleName, scribeRole } from '../incident/people/roles.ts';

const meanings: Readonly<Record<string, string>> = {
  [commanderRole]: 'Decides who does what, and posts the updates.',
  [commsLeadRole]: "Tells customers and colleagues what's known.",
  [scribeRole]: 'Keeps the timeline: notes, marked messages, what was decided.',
};

/** What a role is for, in a sentence; null for one that the settings name: the team knows. */
export const roleMeaning = (role: RoleName): string | null => meanings[role] ?? null;
