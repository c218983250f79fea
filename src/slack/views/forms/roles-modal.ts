import type { ModalView } from '@slack/types';
import { type ChannelId, incidentName } from '../../../domain/incident/ids.ts';
import type { Incident } from '../../../domain/incident/incident.ts';
import { type RoleName, rolesOf } from '../../../domain/incident/people/roles.ts';
import { roleField } from '../../../domain/incident/refusal.ts';
import { roleMeaning } from '../../../domain/records/people/role-meaning.ts';
import { viewIds } from '../../ids.ts';
import { input } from '../blocks.ts';
import { memoryOf, modal } from './modal.ts';

/** Says who has which role; an empty field leaves the role to nobody. */
export const rolesModal = (
  incident: Incident,
  channel: ChannelId | null,
  names: readonly RoleName[],
): ModalView =>
  modal(
    viewIds.roles,
    `Roles of ${incidentName(incident.id)}`,
    'Change roles',
    memoryOf(incident, channel),
    rolesOf(incident, names).map(({ role, user }) => {
      const hint = roleMeaning(role);
      return input(
        roleField(role),
        role,
        { type: 'users_select', ...(user && { initial_user: user }) },
        { optional: true, ...(hint && { hint }) },
      );
    }),
  );
