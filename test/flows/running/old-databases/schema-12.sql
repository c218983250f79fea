PRAGMA foreign_keys = OFF;
PRAGMA user_version = 12;
BEGIN TRANSACTION;
CREATE TABLE channels (
  channel  TEXT PRIMARY KEY,
  incident INTEGER NOT NULL REFERENCES incidents (id)
) WITHOUT ROWID;
INSERT INTO "channels" VALUES('C0000000001',1);
INSERT INTO "channels" VALUES('C0000000002',2);
INSERT INTO "channels" VALUES('C0000000003',3);
CREATE TABLE clock (
  id     INTEGER PRIMARY KEY CHECK (id = 1),
  latest INTEGER NOT NULL
);
INSERT INTO "clock" VALUES(1,1795270926725);
CREATE TABLE episodes (
  id    INTEGER PRIMARY KEY,
  state TEXT    NOT NULL
);
CREATE TABLE events (
  incident INTEGER NOT NULL,
  seq      INTEGER NOT NULL,
  at       INTEGER NOT NULL, -- UTC ms
  type     TEXT    NOT NULL,
  by       TEXT    NOT NULL, -- JSON: {"kind":"person","user":"U…"} or {"kind":"bot"}
  body     TEXT    NOT NULL, -- JSON: the event
  PRIMARY KEY (incident, seq)
) WITHOUT ROWID;
INSERT INTO "events" VALUES(1,1,1795269600855,'opened','{"kind":"person","user":"U00000ALICE"}','{"type":"opened","title":"Chats hang","severity":"P1","impact":"Nothing loads","commander":null,"nextUpdateAt":1795271400855,"respondBy":1795270500855,"respondTarget":{"severity":"P1","within":{"amount":15,"unit":"m"}},"firstAlert":null}');
INSERT INTO "events" VALUES(1,2,1795269600990,'channel_ready','{"kind":"bot"}','{"type":"channel_ready","channel":"C0000000001","name":"inc-1-chats-hang"}');
INSERT INTO "events" VALUES(1,3,1795269600995,'announced','{"kind":"bot"}','{"type":"announced","channel":"C0INCIDENTS","ts":"1795269600.977000"}');
INSERT INTO "events" VALUES(1,4,1795269601621,'diagnosed','{"kind":"bot"}','{"type":"diagnosed","diagnosis":{"leaf":"failing_unposted","owner":"intercom","kind":"API outage","cause":"Intercom''s API returns 503; nothing is posted on its status page yet","action":"Serve cached data, retry with backoff, keep the request_ids","confidence":"high","severity":"P1","trail":[{"id":"does_it_vary","question":"Do equal requests to the API end differently?","answer":"no","because":"3 of 3 fail"},{"id":"does_me_work","question":"Is /me seen to work with our token?","answer":"no","because":"503 service_unavailable after 51 ms, 3 of 3 fail"},{"id":"did_answer","question":"Did Intercom''s API answer?","answer":"yes","because":"503 service_unavailable after 51 ms"},{"id":"is_server_error","question":"Is it a server error (5xx or 408)?","answer":"yes","because":"503 service_unavailable after 51 ms"},{"id":"does_part_work","question":"Does the search work, while /me does not?","answer":"no","because":"of the searches 2 of 2 fail"},{"id":"is_posted","question":"Is an incident posted that may explain it?","answer":"no","because":"nothing is posted"},{"id":"is_other_posted","question":"Is anything else posted?","answer":"no","because":"nothing is posted"}],"probes":[{"probe":"api_me","label":"API /me","outcome":"bad","summary":"503 service_unavailable","status":503,"ms":51,"code":"service_unavailable","requestId":"979e9236-edc4-4113-8065-448fbb6bd240","rateLimit":null,"stages":{"dns":1,"connect":9,"headers":38,"body":4},"requestIds":["979e9236-edc4-4113-8065-448fbb6bd240"]},{"probe":"api_again","label":"API /me again","outcome":"bad","summary":"503 service_unavailable, 2 of 2 fail","status":503,"ms":295,"code":"service_unavailable","requestId":"afe44fef-c3c4-4d03-8520-8abef0c87863","rateLimit":null,"stages":{"dns":3,"connect":5,"headers":286,"body":0},"requestIds":["afe44fef-c3c4-4d03-8520-8abef0c87863","e050d3a1-add0-4792-a7de-f8c8f92acd90"]},{"probe":"api_search","label":"API search","outcome":"bad","summary":"503 service_unavailable, 2 of 2 fail","status":503,"ms":508,"code":"service_unavailable","requestId":"162c646d-0165-4d11-b89e-cffd9f3266ac","rateLimit":null,"stages":{"dns":0,"connect":5,"headers":503,"body":0},"requestIds":["162c646d-0165-4d11-b89e-cffd9f3266ac","a8a47248-3915-44c9-abaf-36f49d0e11e5"]},{"probe":"api_edge","label":"API without a token","outcome":"bad","summary":"503 service_unavailable","status":503,"ms":611,"code":"service_unavailable","requestId":"0d1a7fd2-368c-45fd-bba0-2a6fef1bcfd0","rateLimit":null,"stages":{"dns":0,"connect":5,"headers":606,"body":0},"requestIds":["0d1a7fd2-368c-45fd-bba0-2a6fef1bcfd0"]},{"probe":"status_page","label":"Status page","outcome":"ok","summary":"none (All Systems Operational)","status":200,"ms":63,"code":null,"requestId":null,"rateLimit":null,"stages":{"dns":0,"connect":4,"headers":56,"body":3}},{"probe":"status_incidents","label":"Open incidents","outcome":"ok","summary":"none","status":200,"ms":290,"code":null,"requestId":null,"rateLimit":null,"stages":{"dns":0,"connect":4,"headers":286,"body":0}},{"probe":"rate_limit","label":"Rate limit","outcome":"unknown","summary":"the answer carries no headers for it","status":null,"ms":null,"code":null,"requestId":null,"rateLimit":null},{"probe":"health","label":"Our health endpoint","outcome":"ok","summary":"healthy","status":200,"ms":80,"code":null,"requestId":null,"rateLimit":null,"stages":{"dns":0,"connect":4,"headers":75,"body":1}}],"steps":[{"id":"serve_stale","title":"Serve the stale cache or turn on the fallback, so people can still see conversations","commands":[],"otherwise":"If the cache is cold, warm it slowly as soon as requests start to succeed, most-used records first (`warm` in intercom-incident/resilience). If there''s no cache, see docs/resilience.md."},{"id":"retry_backoff","title":"Retry reads once, after 1–3 s with jitter; queue writes until the API is back","commands":["curl -sS --retry 1 --retry-delay 2 -H \"Authorization: Bearer ${INTERCOM_ACCESS_TOKEN:?set it first}\" ''http://127.0.0.1:45761/me''"],"otherwise":"If the client retries on its own, limit it to one retry so it doesn''t add load."},{"id":"keep_request_ids","title":"Keep the request_ids of failing requests for Intercom support","commands":["curl -sS -D - -H \"Authorization: Bearer ${INTERCOM_ACCESS_TOKEN:?set it first}\" ''http://127.0.0.1:45761/me'' | grep -i request.id"],"otherwise":"If there''s no request_id (HTML, empty, or no response), note the UTC time and the status instead."},{"id":"follow_page","title":"Follow Intercom''s status page; it can lag (by 23 minutes in one measured outage, Australia 2026-04-27)","short":"Follow Intercom''s status page; it can lag","commands":["curl -fsSL ''http://127.0.0.1:40087/api/v2/incidents.json'' | jq ''.incidents[:3][] | {name, status, created_at}''"],"otherwise":"If you can''t reach it, open http://127.0.0.1:40087 on another network, such as a phone."},{"id":"report_outage","title":"The status page doesn''t mention it: report it to Intercom support with request_ids and UTC times","commands":[],"otherwise":"If nobody has a support login, a workspace admin can contact support through the Messenger inside Intercom."}],"sample":{"ms":295,"failed":6,"total":6}},"changed":true,"asked":true,"inPlace":false,"nextCheckAt":1855742400000}');
INSERT INTO "events" VALUES(1,5,1795269601621,'request_id_seen','{"kind":"bot"}','{"type":"request_id_seen","requestId":"979e9236-edc4-4113-8065-448fbb6bd240","source":"triage","where":"API /me"}');
INSERT INTO "events" VALUES(1,6,1795269601621,'request_id_seen','{"kind":"bot"}','{"type":"request_id_seen","requestId":"afe44fef-c3c4-4d03-8520-8abef0c87863","source":"triage","where":"API /me again"}');
INSERT INTO "events" VALUES(1,7,1795269601621,'request_id_seen','{"kind":"bot"}','{"type":"request_id_seen","requestId":"162c646d-0165-4d11-b89e-cffd9f3266ac","source":"triage","where":"API search"}');
INSERT INTO "events" VALUES(1,8,1795269601621,'request_id_seen','{"kind":"bot"}','{"type":"request_id_seen","requestId":"0d1a7fd2-368c-45fd-bba0-2a6fef1bcfd0","source":"triage","where":"API without a token"}');
INSERT INTO "events" VALUES(1,9,1795269601719,'headline_posted','{"kind":"bot"}','{"type":"headline_posted","channel":"C0000000001","ts":"1795269601.696000"}');
INSERT INTO "events" VALUES(1,10,1795269601874,'diagnosis_posted','{"kind":"bot"}','{"type":"diagnosis_posted","of":4,"ts":"1795269601.836000"}');
INSERT INTO "events" VALUES(1,11,1795269601939,'details_posted','{"kind":"bot"}','{"type":"details_posted","of":4,"ts":"1795269601.914000"}');
INSERT INTO "events" VALUES(1,12,1795269722109,'commander_assigned','{"kind":"person","user":"U000000BOB1"}','{"type":"commander_assigned","user":"U000000BOB1","previous":null}');
INSERT INTO "events" VALUES(1,13,1795269722402,'note_added','{"kind":"person","user":"U00000ALICE"}','{"type":"note_added","text":"Cahce is cold","when":1795269722402}');
INSERT INTO "events" VALUES(1,14,1795269722494,'severity_changed','{"kind":"person","user":"U00000ALICE"}','{"type":"severity_changed","from":"P1","to":"P2","why":"fewer hit","nextUpdateAt":1795271400855,"respondBy":1795270500855,"respondTarget":{"severity":"P1","within":{"amount":15,"unit":"m"}}}');
INSERT INTO "events" VALUES(1,15,1795269722742,'checked','{"kind":"bot"}','{"type":"checked","leaf":"failing_unposted","owner":"intercom","cause":"Intercom''s API returns 503; nothing is posted on its status page yet","sample":{"ms":129,"failed":6,"total":6},"nextCheckAt":1855742400000}');
INSERT INTO "events" VALUES(1,16,1795269722751,'checks_posted','{"kind":"bot"}','{"type":"checks_posted","channel":"C0000000001","ts":"1795269722.750000"}');
INSERT INTO "events" VALUES(1,17,1795269722888,'message_marked','{"kind":"person","user":"U000000BOB1"}','{"type":"message_marked","ts":"1795269722.858000","via":"reaction"}');
INSERT INTO "events" VALUES(1,18,1795269722898,'message_captured','{"kind":"bot"}','{"type":"message_captured","ts":"1795269722.858000","author":"U00000ALICE","text":"Workers restarted","link":"https://sandbox.slack.com/archives/C0000000001/p1795269722858000"}');
INSERT INTO "events" VALUES(1,19,1795269723012,'request_id_seen','{"kind":"person","user":"U00000ALICE"}','{"type":"request_id_seen","requestId":"3f1c2d4e-0000-4000-8000-000000000001","source":"message","where":"https://sandbox.slack.com/archives/C0000000001/p1795269723004000"}');
INSERT INTO "events" VALUES(1,20,1795270323256,'update_posted','{"kind":"person","user":"U000000BOB1"}','{"type":"update_posted","changed":["status","cause","action"],"status":"IDENTIFIED","impact":"Nothing loads","cause":"Intercom is down","action":"Waiting","nextUpdateAt":1795273923256}');
INSERT INTO "events" VALUES(1,21,1795270624454,'resolved','{"kind":"person","user":"U00000ALICE"}','{"type":"resolved","fix":"It came back"}');
INSERT INTO "events" VALUES(1,22,1795270924571,'closed','{"kind":"person","user":"U00000ALICE"}','{"type":"closed","summary":"Intercom was down","rootCause":"Intercom is down","rootCauseFrom":"headline","fix":"It came back","conversationsAffected":null,"usersAffected":null,"actionItems":[]}');
INSERT INTO "events" VALUES(1,23,1795270924856,'postmortem_posted','{"kind":"bot"}','{"type":"postmortem_posted","of":22,"file":"F0000000001"}');
INSERT INTO "events" VALUES(2,1,1795270924999,'opened','{"kind":"person","user":"U00000ALICE"}','{"type":"opened","title":"Webhooks are late","severity":"P1","impact":null,"commander":"U000000BOB1","nextUpdateAt":1795272724999,"respondBy":1795271824999,"respondTarget":{"severity":"P1","within":{"amount":15,"unit":"m"}},"firstAlert":null}');
INSERT INTO "events" VALUES(2,2,1795270925014,'channel_ready','{"kind":"bot"}','{"type":"channel_ready","channel":"C0000000002","name":"inc-2-webhooks-are-late"}');
INSERT INTO "events" VALUES(2,3,1795270925015,'announced','{"kind":"bot"}','{"type":"announced","channel":"C0INCIDENTS","ts":"1795270925.012000"}');
INSERT INTO "events" VALUES(2,4,1795270925038,'headline_posted','{"kind":"bot"}','{"type":"headline_posted","channel":"C0000000002","ts":"1795270925.031000"}');
INSERT INTO "events" VALUES(2,5,1795270925058,'diagnosed','{"kind":"bot"}','{"type":"diagnosed","diagnosis":{"leaf":"failing_unposted","owner":"intercom","kind":"API outage","cause":"Intercom''s API returns 503; nothing is posted on its status page yet","action":"Serve cached data, retry with backoff, keep the request_ids","confidence":"high","severity":"P1","trail":[{"id":"does_it_vary","question":"Do equal requests to the API end differently?","answer":"no","because":"3 of 3 fail"},{"id":"does_me_work","question":"Is /me seen to work with our token?","answer":"no","because":"503 service_unavailable after 13 ms, 3 of 3 fail"},{"id":"did_answer","question":"Did Intercom''s API answer?","answer":"yes","because":"503 service_unavailable after 13 ms"},{"id":"is_server_error","question":"Is it a server error (5xx or 408)?","answer":"yes","because":"503 service_unavailable after 13 ms"},{"id":"does_part_work","question":"Does the search work, while /me does not?","answer":"no","because":"of the searches 2 of 2 fail"},{"id":"is_posted","question":"Is an incident posted that may explain it?","answer":"no","because":"nothing is posted"},{"id":"is_other_posted","question":"Is anything else posted?","answer":"no","because":"nothing is posted"}],"probes":[{"probe":"api_me","label":"API /me","outcome":"bad","summary":"503 service_unavailable","status":503,"ms":13,"code":"service_unavailable","requestId":"8289f45f-3497-4d87-8d58-c725dc435faf","rateLimit":null,"stages":{"dns":0,"connect":3,"headers":10,"body":0},"requestIds":["8289f45f-3497-4d87-8d58-c725dc435faf"]},{"probe":"api_again","label":"API /me again","outcome":"bad","summary":"503 service_unavailable, 2 of 2 fail","status":503,"ms":19,"code":"service_unavailable","requestId":"d04589ee-a8de-436b-9d58-e58b026ff04b","rateLimit":null,"stages":{"dns":0,"connect":3,"headers":16,"body":0},"requestIds":["d04589ee-a8de-436b-9d58-e58b026ff04b","02915849-d343-4480-857e-743c9fefbf32"]},{"probe":"api_search","label":"API search","outcome":"bad","summary":"503 service_unavailable, 2 of 2 fail","status":503,"ms":31,"code":"service_unavailable","requestId":"23697dd5-3250-4c25-b07e-235d475c42ec","rateLimit":null,"stages":{"dns":0,"connect":3,"headers":28,"body":0},"requestIds":["23697dd5-3250-4c25-b07e-235d475c42ec","3082718f-affa-4e58-a41d-a04ced8d73c6"]},{"probe":"api_edge","label":"API without a token","outcome":"bad","summary":"503 service_unavailable","status":503,"ms":51,"code":"service_unavailable","requestId":"94c406e2-5b09-493f-bdf1-e709f45cf3fa","rateLimit":null,"stages":{"dns":0,"connect":3,"headers":48,"body":0},"requestIds":["94c406e2-5b09-493f-bdf1-e709f45cf3fa"]},{"probe":"status_page","label":"Status page","outcome":"ok","summary":"none (All Systems Operational)","status":200,"ms":13,"code":null,"requestId":null,"rateLimit":null,"stages":{"dns":0,"connect":3,"headers":10,"body":0}},{"probe":"status_incidents","label":"Open incidents","outcome":"ok","summary":"none","status":200,"ms":19,"code":null,"requestId":null,"rateLimit":null,"stages":{"dns":0,"connect":3,"headers":16,"body":0}},{"probe":"rate_limit","label":"Rate limit","outcome":"unknown","summary":"the answer carries no headers for it","status":null,"ms":null,"code":null,"requestId":null,"rateLimit":null},{"probe":"health","label":"Our health endpoint","outcome":"ok","summary":"healthy","status":200,"ms":13,"code":null,"requestId":null,"rateLimit":null,"stages":{"dns":0,"connect":3,"headers":11,"body":0}}],"steps":[{"id":"serve_stale","title":"Serve the stale cache or turn on the fallback, so people can still see conversations","commands":[],"otherwise":"If the cache is cold, warm it slowly as soon as requests start to succeed, most-used records first (`warm` in intercom-incident/resilience). If there''s no cache, see docs/resilience.md."},{"id":"retry_backoff","title":"Retry reads once, after 1–3 s with jitter; queue writes until the API is back","commands":["curl -sS --retry 1 --retry-delay 2 -H \"Authorization: Bearer ${INTERCOM_ACCESS_TOKEN:?set it first}\" ''http://127.0.0.1:45761/me''"],"otherwise":"If the client retries on its own, limit it to one retry so it doesn''t add load."},{"id":"keep_request_ids","title":"Keep the request_ids of failing requests for Intercom support","commands":["curl -sS -D - -H \"Authorization: Bearer ${INTERCOM_ACCESS_TOKEN:?set it first}\" ''http://127.0.0.1:45761/me'' | grep -i request.id"],"otherwise":"If there''s no request_id (HTML, empty, or no response), note the UTC time and the status instead."},{"id":"follow_page","title":"Follow Intercom''s status page; it can lag (by 23 minutes in one measured outage, Australia 2026-04-27)","short":"Follow Intercom''s status page; it can lag","commands":["curl -fsSL ''http://127.0.0.1:40087/api/v2/incidents.json'' | jq ''.incidents[:3][] | {name, status, created_at}''"],"otherwise":"If you can''t reach it, open http://127.0.0.1:40087 on another network, such as a phone."},{"id":"report_outage","title":"The status page doesn''t mention it: report it to Intercom support with request_ids and UTC times","commands":[],"otherwise":"If nobody has a support login, a workspace admin can contact support through the Messenger inside Intercom."}],"sample":{"ms":19,"failed":6,"total":6}},"changed":true,"asked":true,"inPlace":false,"nextCheckAt":1855742400000}');
INSERT INTO "events" VALUES(2,6,1795270925058,'request_id_seen','{"kind":"bot"}','{"type":"request_id_seen","requestId":"8289f45f-3497-4d87-8d58-c725dc435faf","source":"triage","where":"API /me"}');
INSERT INTO "events" VALUES(2,7,1795270925058,'request_id_seen','{"kind":"bot"}','{"type":"request_id_seen","requestId":"d04589ee-a8de-436b-9d58-e58b026ff04b","source":"triage","where":"API /me again"}');
INSERT INTO "events" VALUES(2,8,1795270925058,'request_id_seen','{"kind":"bot"}','{"type":"request_id_seen","requestId":"23697dd5-3250-4c25-b07e-235d475c42ec","source":"triage","where":"API search"}');
INSERT INTO "events" VALUES(2,9,1795270925058,'request_id_seen','{"kind":"bot"}','{"type":"request_id_seen","requestId":"94c406e2-5b09-493f-bdf1-e709f45cf3fa","source":"triage","where":"API without a token"}');
INSERT INTO "events" VALUES(2,10,1795270925073,'diagnosis_posted','{"kind":"bot"}','{"type":"diagnosis_posted","of":5,"ts":"1795270925.070000"}');
INSERT INTO "events" VALUES(2,11,1795270925082,'details_posted','{"kind":"bot"}','{"type":"details_posted","of":5,"ts":"1795270925.078000"}');
INSERT INTO "events" VALUES(2,12,1795270925196,'note_added','{"kind":"person","user":"U00000ALICE"}','{"type":"note_added","text":"Queue grows","when":1795270925196}');
INSERT INTO "events" VALUES(2,13,1795270925292,'message_marked','{"kind":"person","user":"U000000BOB1"}','{"type":"message_marked","ts":"1795270925.286000","via":"pin"}');
INSERT INTO "events" VALUES(2,14,1795270925315,'message_captured','{"kind":"bot"}','{"type":"message_captured","ts":"1795270925.286000","author":"U00000ALICE","text":"Queue at 4,000","link":"https://sandbox.slack.com/archives/C0000000002/p1795270925286000"}');
INSERT INTO "events" VALUES(2,15,1795270926565,'severity_changed','{"kind":"person","user":"U00000ALICE"}','{"type":"severity_changed","from":"P1","to":"P2","why":"it grows","nextUpdateAt":1795272724999,"respondBy":1795271824999,"respondTarget":{"severity":"P1","within":{"amount":15,"unit":"m"}}}');
INSERT INTO "events" VALUES(2,16,1795270926725,'checked','{"kind":"bot"}','{"type":"checked","leaf":"failing_unposted","owner":"intercom","cause":"Intercom''s API returns 503; nothing is posted on its status page yet","sample":{"ms":88,"failed":6,"total":6},"nextCheckAt":1855742400000}');
INSERT INTO "events" VALUES(3,1,1795270925425,'opened','{"kind":"person","user":"U00000ALICE"}','{"type":"opened","title":"Inbox is slow","severity":"P3","impact":null,"commander":null,"nextUpdateAt":1795285325425,"respondBy":1795285325425,"respondTarget":{"severity":"P3","within":{"amount":4,"unit":"h"}},"firstAlert":null}');
INSERT INTO "events" VALUES(3,2,1795270925451,'channel_ready','{"kind":"bot"}','{"type":"channel_ready","channel":"C0000000003","name":"inc-3-inbox-is-slow"}');
INSERT INTO "events" VALUES(3,3,1795270925452,'announced','{"kind":"bot"}','{"type":"announced","channel":"C0INCIDENTS","ts":"1795270925.449000"}');
INSERT INTO "events" VALUES(3,4,1795270925495,'headline_posted','{"kind":"bot"}','{"type":"headline_posted","channel":"C0000000003","ts":"1795270925.466001"}');
INSERT INTO "events" VALUES(3,5,1795270925553,'diagnosed','{"kind":"bot"}','{"type":"diagnosed","diagnosis":{"leaf":"failing_unposted","owner":"intercom","kind":"API outage","cause":"Intercom''s API returns 503; nothing is posted on its status page yet","action":"Serve cached data, retry with backoff, keep the request_ids","confidence":"high","severity":"P1","trail":[{"id":"does_it_vary","question":"Do equal requests to the API end differently?","answer":"no","because":"3 of 3 fail"},{"id":"does_me_work","question":"Is /me seen to work with our token?","answer":"no","because":"503 service_unavailable after 9 ms, 3 of 3 fail"},{"id":"did_answer","question":"Did Intercom''s API answer?","answer":"yes","because":"503 service_unavailable after 9 ms"},{"id":"is_server_error","question":"Is it a server error (5xx or 408)?","answer":"yes","because":"503 service_unavailable after 9 ms"},{"id":"does_part_work","question":"Does the search work, while /me does not?","answer":"no","because":"of the searches 2 of 2 fail"},{"id":"is_posted","question":"Is an incident posted that may explain it?","answer":"no","because":"nothing is posted"},{"id":"is_other_posted","question":"Is anything else posted?","answer":"no","because":"nothing is posted"}],"probes":[{"probe":"api_me","label":"API /me","outcome":"bad","summary":"503 service_unavailable","status":503,"ms":9,"code":"service_unavailable","requestId":"55653dbc-c845-4e23-8261-8424a1e2b7f7","rateLimit":null,"stages":{"dns":0,"connect":2,"headers":7,"body":0},"requestIds":["55653dbc-c845-4e23-8261-8424a1e2b7f7"]},{"probe":"api_again","label":"API /me again","outcome":"bad","summary":"503 service_unavailable, 2 of 2 fail","status":503,"ms":14,"code":"service_unavailable","requestId":"9fecee82-4ab5-42ad-8b59-4cc29bc90e4e","rateLimit":null,"stages":{"dns":0,"connect":2,"headers":12,"body":0},"requestIds":["9fecee82-4ab5-42ad-8b59-4cc29bc90e4e","949fed50-9a5c-4218-b95a-bd87e503465c"]},{"probe":"api_search","label":"API search","outcome":"bad","summary":"503 service_unavailable, 2 of 2 fail","status":503,"ms":53,"code":"service_unavailable","requestId":"0ba0b828-e16f-4092-8f33-b27e70ce32eb","rateLimit":null,"stages":{"dns":0,"connect":2,"headers":50,"body":1},"requestIds":["0ba0b828-e16f-4092-8f33-b27e70ce32eb","89b274d0-edfa-436f-b92c-f57c53b8022b"]},{"probe":"api_edge","label":"API without a token","outcome":"bad","summary":"503 service_unavailable","status":503,"ms":98,"code":"service_unavailable","requestId":"bc636f8a-2a92-42f0-af68-2c829add8cbf","rateLimit":null,"stages":{"dns":0,"connect":2,"headers":95,"body":0},"requestIds":["bc636f8a-2a92-42f0-af68-2c829add8cbf"]},{"probe":"status_page","label":"Status page","outcome":"ok","summary":"none (All Systems Operational)","status":200,"ms":10,"code":null,"requestId":null,"rateLimit":null,"stages":{"dns":0,"connect":2,"headers":8,"body":0}},{"probe":"status_incidents","label":"Open incidents","outcome":"ok","summary":"none","status":200,"ms":14,"code":null,"requestId":null,"rateLimit":null,"stages":{"dns":0,"connect":2,"headers":12,"body":0}},{"probe":"rate_limit","label":"Rate limit","outcome":"unknown","summary":"the answer carries no headers for it","status":null,"ms":null,"code":null,"requestId":null,"rateLimit":null},{"probe":"health","label":"Our health endpoint","outcome":"ok","summary":"healthy","status":200,"ms":10,"code":null,"requestId":null,"rateLimit":null,"stages":{"dns":0,"connect":2,"headers":8,"body":0}}],"steps":[{"id":"serve_stale","title":"Serve the stale cache or turn on the fallback, so people can still see conversations","commands":[],"otherwise":"If the cache is cold, warm it slowly as soon as requests start to succeed, most-used records first (`warm` in intercom-incident/resilience). If there''s no cache, see docs/resilience.md."},{"id":"retry_backoff","title":"Retry reads once, after 1–3 s with jitter; queue writes until the API is back","commands":["curl -sS --retry 1 --retry-delay 2 -H \"Authorization: Bearer ${INTERCOM_ACCESS_TOKEN:?set it first}\" ''http://127.0.0.1:45761/me''"],"otherwise":"If the client retries on its own, limit it to one retry so it doesn''t add load."},{"id":"keep_request_ids","title":"Keep the request_ids of failing requests for Intercom support","commands":["curl -sS -D - -H \"Authorization: Bearer ${INTERCOM_ACCESS_TOKEN:?set it first}\" ''http://127.0.0.1:45761/me'' | grep -i request.id"],"otherwise":"If there''s no request_id (HTML, empty, or no response), note the UTC time and the status instead."},{"id":"follow_page","title":"Follow Intercom''s status page; it can lag (by 23 minutes in one measured outage, Australia 2026-04-27)","short":"Follow Intercom''s status page; it can lag","commands":["curl -fsSL ''http://127.0.0.1:40087/api/v2/incidents.json'' | jq ''.incidents[:3][] | {name, status, created_at}''"],"otherwise":"If you can''t reach it, open http://127.0.0.1:40087 on another network, such as a phone."},{"id":"report_outage","title":"The status page doesn''t mention it: report it to Intercom support with request_ids and UTC times","commands":[],"otherwise":"If nobody has a support login, a workspace admin can contact support through the Messenger inside Intercom."}],"sample":{"ms":14,"failed":6,"total":6}},"changed":true,"asked":true,"inPlace":false,"nextCheckAt":1855742400000}');
INSERT INTO "events" VALUES(3,6,1795270925553,'request_id_seen','{"kind":"bot"}','{"type":"request_id_seen","requestId":"55653dbc-c845-4e23-8261-8424a1e2b7f7","source":"triage","where":"API /me"}');
INSERT INTO "events" VALUES(3,7,1795270925553,'request_id_seen','{"kind":"bot"}','{"type":"request_id_seen","requestId":"9fecee82-4ab5-42ad-8b59-4cc29bc90e4e","source":"triage","where":"API /me again"}');
INSERT INTO "events" VALUES(3,8,1795270925553,'request_id_seen','{"kind":"bot"}','{"type":"request_id_seen","requestId":"0ba0b828-e16f-4092-8f33-b27e70ce32eb","source":"triage","where":"API search"}');
INSERT INTO "events" VALUES(3,9,1795270925553,'request_id_seen','{"kind":"bot"}','{"type":"request_id_seen","requestId":"bc636f8a-2a92-42f0-af68-2c829add8cbf","source":"triage","where":"API without a token"}');
INSERT INTO "events" VALUES(3,10,1795270925651,'diagnosis_posted','{"kind":"bot"}','{"type":"diagnosis_posted","of":5,"ts":"1795270925.629000"}');
INSERT INTO "events" VALUES(3,11,1795270925729,'details_posted','{"kind":"bot"}','{"type":"details_posted","of":5,"ts":"1795270925.704000"}');
INSERT INTO "events" VALUES(3,12,1795270925861,'note_added','{"kind":"person","user":"U00000ALICE"}','{"type":"note_added","text":"Slow since ten","when":1795270925861}');
INSERT INTO "events" VALUES(3,13,1795270925997,'resolved','{"kind":"person","user":"U00000ALICE"}','{"type":"resolved","fix":"A restart"}');
CREATE TABLE inbox (
  id          TEXT PRIMARY KEY,
  received_at INTEGER NOT NULL -- UTC ms
, content TEXT, incident INTEGER, said TEXT, seq INTEGER) WITHOUT ROWID;
INSERT INTO "inbox" VALUES('action:1795269722.084000:U000000BOB1:take_command:ee37e',1795269722109,NULL,1,NULL,12);
INSERT INTO "inbox" VALUES('command:1000007.2024.8fc34d838b831c93cc2759ea',1795269722402,NULL,1,NULL,13);
INSERT INTO "inbox" VALUES('command:1000009.2024.f27610ceac257ce2b9e1887e',1795269722494,NULL,1,NULL,14);
INSERT INTO "inbox" VALUES('command:1000027.2024.f5d22a63a88cd89ce9a00589',1795270925196,NULL,2,NULL,12);
INSERT INTO "inbox" VALUES('command:1000033.2024.dbf65dfa351adfa967b42963',1795270925861,NULL,3,NULL,12);
INSERT INTO "inbox" VALUES('command:1000039.2024.fad288093792796055d7e611',1795270926565,NULL,2,NULL,15);
INSERT INTO "inbox" VALUES('event:Ev000000000O',1795269722888,NULL,1,NULL,17);
INSERT INTO "inbox" VALUES('event:Ev000000000P',1795269723012,NULL,1,NULL,19);
INSERT INTO "inbox" VALUES('event:Ev000000001I',1795270925292,NULL,2,NULL,13);
INSERT INTO "inbox" VALUES('view:V0000000001',1795269600855,'wS5vkuH4jpxs9MfhivwIU71qFWtqW_hZqBzCeE6prFQ',1,'{"type":"open","title":"Chats hang","severity":"P1","impact":"Nothing loads","commander":null,"firstAlert":null}',1);
INSERT INTO "inbox" VALUES('view:V0000000002',1795270323256,'OPF2F7iZBqPsEtpxwLa-ZiJtsQIZL4TEaTpb7OgiyoQ',1,'{"type":"post_update","status":"IDENTIFIED","impact":"Nothing loads","cause":"Intercom is down","action":"Waiting","nextUpdateAt":null,"untouched":["impact"]}',20);
INSERT INTO "inbox" VALUES('view:V0000000003',1795270624454,'Gpaia3gp8M_6eDzCJ-Bm6c8mUmR0keAQF4D3GVwQdq8',1,'{"type":"resolve","fix":"It came back","untouched":false}',21);
INSERT INTO "inbox" VALUES('view:V0000000004',1795270924571,'wIjJ7X4i65o5W8-lluoKyXXiO1C2QIfgYDP7aO-JtMg',1,'{"type":"close","summary":"Intercom was down","rootCause":"Intercom is down","fix":"It came back","conversationsAffected":null,"usersAffected":null,"actionItems":[],"untouched":["incidentType","rootCause","fix","conversationsAffected","usersAffected","actionItems"]}',22);
INSERT INTO "inbox" VALUES('view:V0000000005',1795270924999,'aUp-v5pjtdfO4uW-UNFMA7lfWqKtUl5ZdM35X-rVEWI',2,'{"type":"open","title":"Webhooks are late","severity":"P1","impact":null,"commander":"U000000BOB1","firstAlert":null}',1);
INSERT INTO "inbox" VALUES('view:V0000000006',1795270925425,'9cL-fzvkRUWvFbw3LNhY9mL4mJ5g2dNx8Yz7FJkL3yE',3,'{"type":"open","title":"Inbox is slow","severity":"P3","impact":null,"commander":null,"firstAlert":null}',1);
INSERT INTO "inbox" VALUES('view:V0000000007',1795270925997,'uoEfswXGcBnZFO1Roer7MjTuTdEMQgDr6fWgJqSWdbU',3,'{"type":"resolve","fix":"A restart","untouched":false}',13);
CREATE TABLE incidents (
  id             INTEGER PRIMARY KEY,
  seq            INTEGER NOT NULL,
  title          TEXT    NOT NULL,
  severity       TEXT    NOT NULL,
  status         TEXT    NOT NULL,
  commander      TEXT,
  channel        TEXT,
  channel_name   TEXT,
  opened_at      INTEGER NOT NULL,
  acknowledged_at INTEGER,
  resolved_at    INTEGER,
  closed_at      INTEGER,
  next_update_at INTEGER
, drill INTEGER NOT NULL DEFAULT 0);
INSERT INTO "incidents" VALUES(1,23,'Chats hang','P2','CLOSED','U000000BOB1','C0000000001','inc-1-chats-hang',1795269600855,1795269722109,1795270624454,1795270924571,NULL,0);
INSERT INTO "incidents" VALUES(2,16,'Webhooks are late','P2','INVESTIGATING','U000000BOB1','C0000000002','inc-2-webhooks-are-late',1795270924999,1795270924999,NULL,NULL,1795272724999,0);
INSERT INTO "incidents" VALUES(3,13,'Inbox is slow','P3','RESOLVED',NULL,'C0000000003','inc-3-inbox-is-slow',1795270925425,NULL,1795270925997,NULL,NULL,0);
CREATE TABLE "outbox" (
  id            INTEGER PRIMARY KEY AUTOINCREMENT,
  incident      INTEGER REFERENCES incidents (id),
  episode       INTEGER REFERENCES episodes (id),
  key           TEXT    NOT NULL,
  lane          TEXT    NOT NULL,
  effect        TEXT    NOT NULL,           -- JSON
  owed_at       INTEGER NOT NULL,           -- UTC ms
  due_at        INTEGER NOT NULL,           -- UTC ms
  version       INTEGER NOT NULL DEFAULT 1,
  attempts      INTEGER NOT NULL DEFAULT 0,
  leased        INTEGER NOT NULL DEFAULT 0, -- 1 while claimed: a bot that starts anew takes these over at once
  last_error    TEXT,
  dead_at       INTEGER,                    -- UTC ms; kept for people to see
  todo          TEXT,                       -- what a person can do about a dead row
  behind        TEXT,                       -- runs when no effect of this key is pending
  background    INTEGER NOT NULL DEFAULT 0, -- 1: nobody waits for it
  promised_at   INTEGER,                    -- UTC ms people were told; null: as soon as can be
  unread        INTEGER NOT NULL DEFAULT 0, -- 1: waits for a version that can read it
  maybe_sent    INTEGER NOT NULL DEFAULT 0, -- 1: a try may have arrived, though nobody heard of it
  tried_from    INTEGER,                    -- since when it may stand there, UTC ms by Slack's clock
  failed_tries  INTEGER NOT NULL DEFAULT 0, -- in a row, while Slack took other calls
  failing_since INTEGER,                    -- UTC ms, the first of them
  asides        INTEGER NOT NULL DEFAULT 0, -- how often it was put aside
  again_at      INTEGER, told TEXT NOT NULL DEFAULT '[]', failed_with TEXT, extra_at    INTEGER, asked       INTEGER NOT NULL DEFAULT 0,                    -- UTC ms, when a dead one comes back by itself
  CHECK ((incident IS NULL) <> (episode IS NULL))
);
INSERT INTO "outbox" VALUES(60,2,NULL,'wake:2','wake:2','{"type":"wake","due":1795272724999}',1795270924999,1795272724999,3,0,0,NULL,NULL,NULL,NULL,0,1795272724999,0,0,NULL,0,NULL,0,NULL,'[]',NULL,NULL,0);
INSERT INTO "outbox" VALUES(111,2,NULL,'post_change:2:15','post_change:2','{"type":"post_change","of":15}',1795270926565,1795270927637,2,1,0,'Slack answered HTTP 503',NULL,NULL,'ensure_channel:2',0,NULL,0,1,1795270926092,1,1795270926650,0,NULL,'[]','chat.postMessage C0000000002',NULL,0);
INSERT INTO "outbox" VALUES(116,2,NULL,'sync_checks:2','sync_checks:2','{"type":"sync_checks"}',1795270926725,1795270927022,2,0,0,'waiting for Slack''s rate limits',NULL,NULL,'ensure_channel:2',1,NULL,0,0,1795270926036,0,NULL,0,NULL,'[]',NULL,NULL,0);
INSERT INTO "outbox" VALUES(117,2,NULL,'check_again:2','check_again:2','{"type":"check_again"}',1795270926725,1855742400000,1,0,0,NULL,NULL,NULL,NULL,1,NULL,0,0,NULL,0,NULL,0,NULL,'[]',NULL,NULL,0);
CREATE TABLE people (
  user TEXT PRIMARY KEY,
  name TEXT NOT NULL
) WITHOUT ROWID;
INSERT INTO "people" VALUES('U000000BOB1','bob');
INSERT INTO "people" VALUES('U00000ALICE','alice');
CREATE TABLE watch (
  id    INTEGER PRIMARY KEY CHECK (id = 1),
  state TEXT    NOT NULL
);
CREATE INDEX incidents_by_status ON incidents (status, id);
CREATE INDEX inbox_by_age ON inbox (received_at);
CREATE VIEW timeline AS
WITH told AS (
  SELECT
    incident,
    seq,
    type,
    body,
    CASE type
      WHEN 'note_added' THEN json_extract(body, '$.when') / 1000
      WHEN 'message_captured' THEN CAST(json_extract(body, '$.ts') AS INTEGER)
      ELSE at / 1000
    END AS happened,
    CASE type WHEN 'message_captured' THEN json_extract(body, '$.author') ELSE json_extract(by, '$.user') END AS user
  FROM events
)
SELECT
  'INC-' || incident AS incident,
  seq,
  strftime('%Y-%m-%d %H:%M:%S', happened, 'unixepoch') AS utc,
  coalesce(name, told.user, 'bot') AS who,
  type,
  body
FROM told
LEFT JOIN people ON people.user = told.user;
CREATE VIEW request_ids AS
SELECT
  'INC-' || incident AS incident,
  json_extract(body, '$.requestId') AS request_id,
  json_extract(body, '$.source') AS source,
  json_extract(body, '$.where') AS first_seen_in,
  strftime('%Y-%m-%d %H:%M:%S', at / 1000, 'unixepoch') AS first_seen_utc
FROM events
WHERE type = 'request_id_seen';
CREATE UNIQUE INDEX outbox_pending_key ON outbox (key) WHERE dead_at IS NULL;
CREATE INDEX outbox_by_lane ON outbox (lane, id) WHERE dead_at IS NULL;
CREATE INDEX outbox_dead ON outbox (incident, id) WHERE dead_at IS NOT NULL;
CREATE INDEX outbox_behind ON outbox (behind) WHERE behind IS NOT NULL;
CREATE INDEX outbox_again ON outbox (again_at) WHERE dead_at IS NOT NULL AND again_at IS NOT NULL;
CREATE INDEX outbox_by_room ON outbox (background, due_at) WHERE dead_at IS NULL AND unread = 0;
CREATE INDEX outbox_extra ON outbox (extra_at) WHERE dead_at IS NOT NULL AND extra_at IS NOT NULL;
CREATE INDEX outbox_failed_with ON outbox (failed_with) WHERE dead_at IS NOT NULL AND failed_with IS NOT NULL;
CREATE INDEX outbox_dead_key ON outbox (key) WHERE dead_at IS NOT NULL;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('outbox',117);
COMMIT;
