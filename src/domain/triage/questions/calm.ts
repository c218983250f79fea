import { regionDiffers } from '../facts/api.ts';
import { comesAndGoes, failedAtIntercom, failedAtOurs, failedBefore } from '../facts/history.ts';
import {
  onlyMaintenance,
  pageRead,
  postedAnything,
  postedElsewhereOnly,
  postedForAsync,
  postedTouchesApi,
} from '../facts/posted.ts';
import { serviceWatched } from '../facts/service.ts';
import { searchSlow } from '../facts/slowness.ts';
import { ask, type Question } from '../question.ts';

/** The API works and so does our service. Is something posted, misconfigured, or just over? */
export const calmQuestions = {
  is_search_slow: ask('Did search take 2 s or longer?', searchSlow, [
    'search_slow',
    'is_page_read',
    'cannot_tell',
  ]),
  is_page_read: ask('Could the status page be read?', pageRead, [
    'is_any_posted',
    'is_region_wrong',
    'cannot_tell',
  ]),
  is_any_posted: ask('Is any incident posted?', postedAnything, [
    'is_work_posted',
    'is_region_wrong',
    'cannot_tell',
  ]),
  is_work_posted: ask('Is only scheduled maintenance posted here?', onlyMaintenance, [
    'maintenance_answering',
    'is_api_posted',
    'cannot_tell',
  ]),
  is_api_posted: ask('Does it affect the API in our region?', postedTouchesApi, [
    'posted_but_answering',
    'is_async_posted',
    'posted_but_answering',
  ]),
  is_async_posted: ask('Is it about webhooks or jobs here?', postedForAsync, [
    'async_posted',
    'is_elsewhere',
    'cannot_tell',
  ]),
  is_elsewhere: ask('Is it in other regions only?', postedElsewhereOnly, [
    'did_fail_before',
    'posted_elsewhere',
    'cannot_tell',
  ]),
  is_region_wrong: ask('Is the workspace in a region other than the configured one?', regionDiffers, [
    'region_mismatch',
    'did_fail_before',
    'cannot_tell',
  ]),
  did_fail_before: ask('Did an earlier check fail?', failedBefore, [
    'did_come_and_go',
    'was_page_read',
    'cannot_tell',
  ]),
  was_page_read: ask('Was the status page read completely?', pageRead, [
    'was_service_watched',
    'healthy_page_unread',
    'cannot_tell',
  ]),
  was_service_watched: ask('Was our own service checked too?', serviceWatched, [
    'is_only_elsewhere',
    'healthy_unwatched',
    'cannot_tell',
  ]),
  is_only_elsewhere: ask('Is something posted for other regions?', postedElsewhereOnly, [
    'posted_other_region',
    'healthy',
    'cannot_tell',
  ]),
  did_come_and_go: ask('Did it fail, recover, and fail again?', comesAndGoes, [
    'was_it_intercom',
    'recovered',
    'cannot_tell',
  ]),
  was_it_intercom: ask("Was it Intercom's problem each time?", failedAtIntercom, [
    'comes_and_goes',
    'was_it_ours',
    'comes_and_goes_unclear',
  ]),
  was_it_ours: ask('Was it ours each time?', failedAtOurs, [
    'comes_and_goes_ours',
    'comes_and_goes_unclear',
    'comes_and_goes_unclear',
  ]),
} as const satisfies Record<string, Question>;
