import { expect, onTestFinished, test } from 'vitest';
import { overhear } from '../../support/overhear.ts';
import { setScene } from '../support/scene.ts';

test('a command that arrives twice at once is answered twice with what it has done', async () => {
  const set = await setScene();
  onTestFinished(() => set.stop());
  const { workspace } = set;
  const channel = await set.declare();
  await set.type(set.alice, 'severity P2', channel.name);
  const delivery = workspace.deliveries.findLast(({ kind }) => kind === 'slash_commands');
  const payload = { ...delivery?.payload, text: 'severity P3', trigger_id: 'the same trigger' };
  const answers = await Promise.all([1, 2].map(() => workspace.send('slash_commands', payload)));
  for (const answer of answers)
    expect(overhear(answer)).toMatchObject({ body: { text: 'INC-1: severity changed to P3.' } });
  await set.settled();
  const posted = workspace.channel(channel.name).messages.map(({ text }) => text);
  expect(posted.filter((text) => text.includes('from P2 to P3'))).toHaveLength(1);
});
