import { recordWithDuplicates } from '../app/duplicates.ts';
import { type IncidentId, incidentName, parseIncidentName } from '../domain/incident/ids.ts';
import { type Refusal, refuse } from '../domain/incident/refusal.ts';
import { postmortemMarkdown, postmortemSections } from '../domain/records/postmortem.ts';
import { type Postmortem, postmortemContent } from '../domain/records/postmortem-content.ts';
import { rememberedNames } from '../slack/api/display-names.ts';
import type { Store } from '../store/store.ts';
import { writeInto } from './into-file.ts';
import type { Keep } from './merge-sections.ts';

/** What the terminal prints about one incident, or why it can't. */
export type Printed = { readonly text: string } | Refusal;

/** The file that a postmortem is written into, and whose text stays where people changed the same. */
export type Into = { readonly file: string; readonly keep: Keep };

/** The postmortem's markdown; a draft until the incident is closed. */
export async function printPostmortem(store: Store, name: string): Promise<Printed> {
  const made = await postmortemOf(store, name);
  return 'refused' in made ? made : { text: postmortemMarkdown(made.content) };
}

/** Writes the postmortem into a file, between markers. */
export async function writePostmortem(store: Store, name: string, into: Into): Promise<Printed> {
  const made = await postmortemOf(store, name);
  return 'refused' in made
    ? made
    : writeInto(into.file, made.id, postmortemSections(made.content), into.keep);
}

async function postmortemOf(
  store: Store,
  name: string,
): Promise<{ readonly id: IncidentId; readonly content: Postmortem } | Refusal> {
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
  return { id, content: postmortemContent(found.incident, events, naming, duplicates) };
}
