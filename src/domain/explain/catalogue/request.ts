import { codeEntry, type Entry } from '../entry.ts';

const bug = 'Correct the request; sending it again unchanged cannot work.';

/** Codes about one request and the resource it names: not found, conflicts, merged contacts. */
const resourceEntries: readonly Entry[] = [
  codeEntry('not_found', [404], {
    cause:
      'The resource does not exist: wrong id, deleted, another region or workspace, or an unsupported method.',
    fix: "Check the id and its kind (Intercom's id or your external_id), the region's host, and the path.",
    example: {
      language: 'sh',
      code: `curl -sS -H "Authorization: Bearer $INTERCOM_ACCESS_TOKEN" -H 'Content-Type: application/json' \\
  -d '{"query":{"field":"external_id","operator":"=","value":"42"}}' https://api.intercom.io/contacts/search`,
    },
  }),
  codeEntry('contact_merged', [410], {
    cause: 'The contact was merged into another one.',
    fix: 'Follow the `Link` header (rel="canonical") to the contact that remains, and store that id.',
  }),
  codeEntry('conflict', [409], {
    cause: 'Existing data clashes with the request, such as several users with one e-mail address.',
    fix: 'Address the record unambiguously (by id or external_id). A find-then-create is racy: handle the 409.',
    example: {
      language: 'ts',
      code: `const made = await createContact(input);
if (made.status === 409) return updateContact(await findByExternalId(input.externalId), input);`,
    },
  }),
  codeEntry('resource_conflict', [409], {
    cause: 'The resource already exists.',
    fix: 'Update it instead of creating it (an upsert), and treat the 409 as "already there".',
  }),
  codeEntry('data_connector_in_use', [409], {
    cause: 'The data connector is still used elsewhere.',
    fix: 'Remove its uses first, then change or delete it.',
  }),
  codeEntry('unique_user_constraint', [409, 400], {
    cause: 'Another user already has this identity.',
    fix: 'Look the user up by external_id or e-mail and update that one.',
  }),
];

/** Codes for input that Intercom could not accept: our request is wrong. */
const inputEntries: readonly Entry[] = [
  codeEntry('parameter_invalid', [422, 400, 404], {
    cause: 'A value in the request is not valid; a body that is no JSON gives a 400 with this code.',
    fix: 'The message names the field. Validate it before sending.',
    example: {
      language: 'ts',
      code: `const Contact = z.object({ role: z.enum(['user', 'lead']), email: z.email().optional() });
const body = Contact.parse(input); // fails here, with the field's name, and not at Intercom`,
    },
  }),
  codeEntry('bad_request', [400], { cause: 'Intercom could not process the request.', fix: bug }),
  codeEntry('client_error', [400], { cause: 'Intercom could not process the request.', fix: bug }),
  codeEntry('invalid_sort_order', [400], {
    cause: 'The sort order is neither ascending nor descending, or not allowed here.',
    fix: bug,
  }),
  codeEntry('invalid_merge', [400], {
    cause: 'These contacts cannot be merged (a lead merges into a user, not the other way round).',
    fix: bug,
  }),
  codeEntry('tag_has_dependent_objects', [400], {
    cause: 'The tag is still used by other objects.',
    fix: 'Remove those uses first, then delete the tag.',
  }),
  codeEntry('contact_company_limit_exceeded', [400], {
    cause: 'The contact has reached the number of companies it can belong to.',
    fix: 'Detach companies it no longer belongs to.',
  }),
  codeEntry('conversation_id_limit_exceeded', [400], {
    cause: 'Too many conversation ids in one request.',
    fix: 'Send them in smaller groups.',
  }),
  codeEntry('linked_conversation_limit_exceeded', [400], {
    cause: 'The limit of linked conversations is reached.',
    fix: 'Unlink conversations that are no longer needed.',
  }),
  codeEntry('parameter_not_found', [400, 422], { cause: 'A required parameter is missing.', fix: bug }),
  codeEntry('parameter_missing', [400, 422], { cause: 'A required parameter is missing.', fix: bug }),
  codeEntry('missing_parameter', [400, 422], { cause: 'A required parameter is missing.', fix: bug }),
  codeEntry('data_invalid', [422, 400], { cause: 'The data sent is not valid.', fix: bug }),
  codeEntry('validation_error', [422, 400], { cause: 'The data sent did not pass validation.', fix: bug }),
  codeEntry('unprocessable_entity', [422, 400], {
    cause: 'The request is well formed but cannot be carried out.',
    fix: bug,
  }),
  codeEntry('type_mismatch', [422, 400], {
    cause: 'A value has another type than the field (text for a number, for example).',
    fix: bug,
  }),
  codeEntry('merge_failed', [422, 400], {
    cause: 'The merge could not be carried out.',
    fix: 'Check that both contacts exist and that neither was merged already.',
  }),
  codeEntry('content_has_procedure_dependencies', [422, 400], {
    cause: 'Procedures still use this content.',
    fix: 'Remove it from those procedures first.',
  }),
  codeEntry('invalid_document', [422, 400], { cause: 'The document is not valid.', fix: bug }),
  codeEntry('custom_data_limit_reached', [422, 400], {
    cause: 'The limit of custom attributes is reached.',
    fix: 'Archive attributes that are no longer used, or reuse an existing one.',
  }),
  codeEntry('scroll_exists', [400], {
    cause: 'Another scroll over the same data is still open; only one is allowed at a time.',
    fix: 'Let the other one finish or expire (about a minute), and run one scroll per workspace.',
  }),
  codeEntry('intercom_version_invalid', [400], {
    cause: 'The resource is not available in the API version that was asked for.',
    fix: 'Pin a version that has it in the `Intercom-Version` header.',
    example: {
      language: 'sh',
      code: `curl -sS -H "Authorization: Bearer $INTERCOM_ACCESS_TOKEN" -H 'Intercom-Version: 2.14' https://api.intercom.io/me`,
    },
  }),
  codeEntry('not_restorable', [], {
    cause: 'The blocked user cannot be restored.',
    fix: 'Unblock the user in Intercom first.',
  }),
  codeEntry('unsupported', [], { cause: 'Intercom does not support this operation.', fix: bug }),
  codeEntry('team_unavailable', [], {
    cause: 'The team is deprecated or gone.',
    fix: 'Assign to a team that exists (GET /teams lists them).',
  }),
  codeEntry('job_closed', [], {
    cause: 'The bulk job was already closed.',
    fix: 'Start a new job for what is left.',
  }),
];

/** All codes that mean our request, not Intercom, has to change. */
export const requestEntries: readonly Entry[] = [...resourceEntries, ...inputEntries];
