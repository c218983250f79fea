import { documents as from, spec } from '../../sources.ts';
import { type CatalogueEntry, codeEntry } from '../entry.ts';

const bug = "Fix the request; retrying it unchanged won't work.";

/** Codes about one request and the resource it names: not found, conflicts, merged contacts. */
const resourceEntries: readonly CatalogueEntry[] = [
  codeEntry('not_found', [404], {
    cause:
      'The resource does not exist: wrong id, deleted, another region or workspace, or an unsupported method.',
    fix: "Check the id and its kind (Intercom's id or your external_id), the region's host, and the path.",
    example: {
      language: 'sh',
      code: `curl -sS -H "Authorization: Bearer \${INTERCOM_ACCESS_TOKEN:?set it first}" -H 'Content-Type: application/json' \\
  -d '{"query":{"field":"external_id","operator":"=","value":"42"}}' https://api.intercom.io/contacts/search`,
    },
    from: [from.errorCodes217, from.httpResponses217],
  }),
  codeEntry('contact_merged', [410], {
    cause: 'The contact was merged into another one.',
    fix: 'Follow the `Link` header (rel="canonical") to the contact that remains, and store that id.',
    from: [spec(8474, 'contact_merged, with a Link header')],
  }),
  codeEntry('conflict', [409], {
    cause: 'Existing data clashes with the request, such as several users with the same email address.',
    fix: 'Identify the record unambiguously (by ID or external_id). Find-then-create is racy, so handle the 409.',
    example: {
      language: 'ts',
      code: `const made = await createContact(input);
if (made.status === 409) return updateContact(await findByExternalId(input.externalId), input);`,
    },
    from: [from.errorCodes, spec(15622, 'conflict')],
  }),
  codeEntry('resource_conflict', [409], {
    cause: 'The resource already exists.',
    fix: 'Update it instead of creating it (an upsert), and treat the 409 as "already there".',
    from: [spec(4640, 'resource_conflict')],
  }),
  codeEntry('data_connector_in_use', [409], {
    cause: 'The data connector is still used elsewhere.',
    fix: "Remove it wherever it's used, then change or delete it.",
    from: [spec(15615, 'data_connector_in_use')],
  }),
  codeEntry('unique_user_constraint', [409, 400], {
    cause: 'Another user already has this identity.',
    fix: 'Look up the user by external_id or email and update that one.',
    from: [from.rubyErrors],
  }),
];

/** Codes for input that Intercom couldn't accept: our request is wrong. */
const inputEntries: readonly CatalogueEntry[] = [
  codeEntry('parameter_invalid', [422, 400, 404], {
    cause: "A value in the request isn't valid. A body that isn't JSON also returns 400 with this code.",
    fix: 'The message names the field. Validate it before sending.',
    example: {
      language: 'ts',
      code: `const Contact = z.object({ role: z.enum(['user', 'lead']), email: z.email().optional() });
const body = Contact.parse(input); // fails here, with the field's name, not at Intercom`,
    },
    from: [spec(391, 'parameter_invalid'), from.errorCodes217],
  }),
  codeEntry('bad_request', [400], {
    cause: "Intercom couldn't process the request.",
    fix: bug,
    from: [spec(3715, 'bad_request'), from.errorCodes217],
  }),
  codeEntry('client_error', [400], {
    cause:
      "Intercom couldn't process the request, for example because `starting_after` isn't one of its pages.",
    fix: bug,
    from: [spec(15292, 'client_error: Invalid starting_after param')],
  }),
  codeEntry('invalid_sort_order', [400], {
    cause: 'The sort order is neither ascending nor descending, or not allowed here.',
    fix: bug,
    from: [spec(8877, 'invalid_sort_order')],
  }),
  codeEntry('invalid_merge', [400], {
    cause: 'Contacts can be merged only when they are duplicates: the same email address or phone number.',
    fix: 'Check the two IDs. To merge them anyway, send `skip_duplicate_validation=true`.',
    from: [spec(8659, 'invalid_merge')],
  }),
  codeEntry('tag_has_dependent_objects', [400], {
    cause: 'The tag is still used by other objects.',
    fix: "Remove the tag wherever it's used, then delete it.",
    from: [spec(18403, 'tag_has_dependent_objects')],
  }),
  codeEntry('contact_company_limit_exceeded', [400], {
    cause: 'The contact already belongs to 1000 companies, the most allowed.',
    fix: 'Detach companies it no longer belongs to.',
    from: [spec(6980, 'at most 1000 companies')],
  }),
  codeEntry('conversation_id_limit_exceeded', [400], {
    cause: 'More than 20 conversation IDs in one request.',
    fix: 'Send them in groups of at most 20.',
    from: [spec(18138, 'at most 20 conversation ids')],
  }),
  codeEntry('linked_conversation_limit_exceeded', [400], {
    cause: 'The limit of linked conversations is reached.',
    fix: 'Unlink conversations that are no longer needed.',
    from: [spec(19967, 'linked_conversation_limit_exceeded')],
  }),
  codeEntry('parameter_not_found', [400, 422], {
    cause: 'A required parameter is missing.',
    fix: bug,
    from: [spec(2228, 'parameter_not_found'), from.errorCodes],
  }),
  codeEntry('parameter_missing', [400, 422], {
    cause: 'A required parameter is missing.',
    fix: bug,
    from: [from.errorCodes217],
  }),
  codeEntry('missing_parameter', [400, 422], {
    cause: 'A required parameter is missing.',
    fix: bug,
    from: [from.errorCodes217],
  }),
  codeEntry('data_invalid', [422, 400], {
    cause: 'The data sent is not valid.',
    fix: bug,
    from: [spec(4654, 'data_invalid'), from.errorCodes217],
  }),
  codeEntry('validation_error', [422, 400], {
    cause: 'The data sent did not pass validation.',
    fix: bug,
    from: [spec(3412, 'validation_error')],
  }),
  codeEntry('unprocessable_entity', [422, 400], {
    cause: "The request is well formed but can't be processed.",
    fix: bug,
    from: [from.errorCodes217],
  }),
  codeEntry('type_mismatch', [422, 400], {
    cause: 'A value has the wrong type for its field (text instead of a number, for example).',
    fix: bug,
    from: [from.errorCodes],
  }),
  codeEntry('merge_failed', [422, 400], {
    cause: "The merge couldn't be completed.",
    fix: 'Check that both contacts exist and that neither has already been merged.',
    from: [spec(13360, 'merge_failed')],
  }),
  codeEntry('content_has_procedure_dependencies', [422, 400], {
    cause: 'Procedures still use this content.',
    fix: 'Remove it from those procedures first.',
    from: [spec(10326, 'content_has_procedure_dependencies')],
  }),
  codeEntry('invalid_document', [422, 400], {
    cause: 'The document is not valid.',
    fix: bug,
    from: [from.rubyErrors],
  }),
  codeEntry('custom_data_limit_reached', [422, 400], {
    cause: 'The limit of custom attributes is reached.',
    fix: 'Archive attributes that are no longer used, or reuse an existing one.',
    from: [from.rubyErrors],
  }),
  codeEntry('scroll_exists', [400], {
    cause: 'Another scroll over the same data is still open; only one is allowed at a time.',
    fix: 'Let the other one finish or expire (about a minute), and run one scroll per app.',
    from: [spec(6854, 'one scroll at a time, gone after a minute'), from.rubyErrors],
  }),
  codeEntry('intercom_version_invalid', [400], {
    cause: 'The resource is not available in the API version that was asked for.',
    fix: 'Pin a version that has it in the `Intercom-Version` header.',
    example: {
      language: 'sh',
      code: `curl -sS -H "Authorization: Bearer \${INTERCOM_ACCESS_TOKEN:?set it first}" -H 'Intercom-Version: 2.14' https://api.intercom.io/me`,
    },
    from: [spec(13611, 'intercom_version_invalid')],
  }),
];

/** Codes about the state of the resource addressed: tickets, tracker links, phone numbers. */
const stateEntries: readonly CatalogueEntry[] = [
  codeEntry('parameter_mismatch', [400], {
    cause: "The request doesn't fit its target, such as a user reply on a back-office ticket.",
    fix: bug,
    from: [spec(19528, 'parameter_mismatch: User replies are not allowed on Backoffice tickets')],
  }),
  codeEntry('ticket_state_id_invalid', [400], {
    cause: 'The ticket state does not exist, or does not belong to this type of ticket.',
    fix: 'Take the id from the states of that ticket type (GET /ticket_types).',
    from: [spec(20630, 'ticket_state_id_invalid')],
  }),
  codeEntry('invalid_ticket_type', [400], {
    cause: 'Only tracker tickets can be linked to conversations, and this ticket has a different type.',
    fix: 'Use a ticket of the type tracker.',
    from: [spec(19953, 'invalid_ticket_type')],
  }),
  codeEntry('already_linked_to_tracker', [400], {
    cause: 'The conversation is already linked to a tracker ticket and can have only one.',
    fix: 'Unlink it from that ticket first, or leave it there.',
    from: [spec(19960, 'already_linked_to_tracker')],
  }),
  codeEntry('away_status_reason_mandatory', [400], {
    cause: 'The workspace requires a reason for being away, and the request has none.',
    fix: 'Send an away status reason that exists and is not deleted.',
    from: [spec(492, 'away_status_reason_mandatory')],
  }),
  codeEntry('sms_failed', [400], {
    cause: "The text message for a phone call redirect couldn't be sent.",
    fix: 'Check the phone number, and try another way to reach the person.',
    from: [spec(17744, 'error_key sms_failed')],
  }),
  codeEntry('invalid_phone_number', [400], {
    cause: 'The phone number is not valid.',
    fix: 'Send it with its country code, as in +353871234567.',
    from: [spec(17748, 'error_key invalid_phone_number')],
  }),
  codeEntry('not_restorable', [], {
    cause: 'The blocked user cannot be restored.',
    fix: 'Unblock the user in Intercom first.',
    from: [from.errorCodes],
  }),
  codeEntry('unsupported', [], {
    cause: 'Intercom does not support this operation.',
    fix: bug,
    from: [from.errorCodes],
  }),
  codeEntry('team_unavailable', [], {
    cause: 'The team is deprecated or gone.',
    fix: 'Assign to a team that exists (GET /teams lists them).',
    from: [from.errorCodes],
  }),
  codeEntry('job_closed', [], {
    cause: 'The bulk job was already closed.',
    fix: 'Start a new job for the rest.',
    from: [from.errorCodes],
  }),
];

/** All codes that mean our request, not Intercom, has to change. */
export const requestEntries: readonly CatalogueEntry[] = [
  ...resourceEntries,
  ...inputEntries,
  ...stateEntries,
];
