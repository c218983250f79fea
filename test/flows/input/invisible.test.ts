import { describe, expect } from 'vitest';
import { facts, headline } from '../support/find-messages.ts';
import { picture } from '../support/picture.ts';
import { events } from '../support/record.ts';
import { command } from '../support/scene.ts';
import { story } from '../support/story.ts';

/** A space of no width, a mark of direction, a joiner, and a letter without a shape. */
const unseen = '\u200b\u200f\u200d\u3164';

describe.concurrent('Invisible text', () => {
  story('after a command is reported, and changes nothing', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare({ Impact: 'No inbox' });
    const before = picture(set);
    for (const word of ['title', 'impact', 'cause', 'note', 'todo', 'reopen', 'link', 'role', 'status'])
      expect(await set.type(set.alice, `${word} ${unseen}`, channel.name)).toBe(
        `What you typed after \`${word}\` is invisible. Nothing was changed. Delete it, or type words instead.`,
      );
    expect(picture(set)).toEqual(before);
  });

  story('before a command or its words is ignored', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare();
    await set.type(set.alice, `${unseen}title ${unseen}Chats hang`, channel.name);
    expect(events(set, 'title_changed').map(({ body }) => body.to)).toEqual(['Chats hang']);
    await set.type(set.alice, `link ${unseen} https://docs.example/run ${unseen}`, channel.name);
    expect(events(set, 'link_added').map(({ body }) => [body.url, body.title])).toEqual([
      ['https://docs.example/run', null],
    ]);
  });

  story('in a form counts as an empty field: refused if required, otherwise left out', async ({ scene }) => {
    const set = await scene();
    const { alice, opens, settled } = set;
    await opens(alice, () => alice.command(command, 'open P1'));
    expect(await alice.submit({ Title: unseen })).toEqual({
      errors: { Title: "Enter a title: what's failing, in a few words." },
    });
    await alice.submit({ Title: 'Chats hang', Impact: unseen });
    await settled();
    const channel = set.workspace.channel('inc-1-chats-hang');
    expect(facts(channel).Impact).toBe('Not known yet');

    await opens(alice, () => alice.command(command, 'note', { in: channel.name }));
    expect(await alice.submit({ Note: unseen })).toEqual({
      errors: { Note: 'Enter a note: what happened, or what you found.' },
    });
    await opens(alice, () => alice.command(command, 'todo', { in: channel.name }));
    expect(await alice.submit({ What: unseen })).toEqual({ errors: { What: 'Enter what is to be done.' } });
    await opens(alice, () => alice.click(headline(channel), 'Resolve'));
    await alice.submit({ 'What fixed it': unseen });
    await settled();
    expect(events(set, 'resolved').map(({ body }) => body.fix)).toEqual([null]);
  });
});
