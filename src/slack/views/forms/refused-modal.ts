import type { ModalView } from '@slack/types';
import { mrkdwn } from '../../text/mrkdwn.ts';
import { plain, section } from '../blocks.ts';

/** Why a form was refused, if it has no field to show that at. */
export const refusedModal = (sentence: string): ModalView => ({
  type: 'modal',
  title: plain('Not done', 24),
  close: plain('Back', 24),
  blocks: [section(mrkdwn`${sentence}`)],
});
