import { recordWithDuplicates } from '../app/duplicates.ts';
import { incidentName, parseIncidentName } from '../domain/incident/ids.ts';
import { type Refusal, refuse } from '../domain/incident/refusal.ts';
import { postmortem } from '../domain/records/postmortem.ts';
import { rememberedNames } from '../slack/api/display-names.ts';
import type { Store } from '../store/store.ts';

/** What the terminal prints about one incident, or why it can't. */
export type Printed = { readonly text: string } | Refusal;

/** The postmortem's markdown; a draft until the incident is closed. */
export async function printPostmortem(store: Store, name: string): Promise<Printed> {
  const id = parseIncidentName(name);
  if (!id) return refuse(`"${name}" isn't an incident. Use a name such as INC-1.`);
  const found = await store.incident(id);
  if (found.kind === 'missing') return refuse(`There's no incident ${incidentName(id)} in this database.`);
  if (found.kind === 'unreadable')
    return refuse(
      `This version can't read entry ${found.seq} of ${incidentName(id)} (${found.why}). The record is kept. Use the version that wrote it.`,
    );
  const { events, duplicates } = await recordWithDuplicates(store, id);
  const naming = await rememberedNames(store, [events, ...duplicates].flat());
  return { text: postmortem(events, naming, duplicates) ?? '' };
}
