PRAGMA foreign_keys = OFF;
PRAGMA user_version = 3;
BEGIN TRANSACTION;
CREATE TABLE channels (
  channel  TEXT PRIMARY KEY,
  incident INTEGER NOT NULL REFERENCES incidents (id)
) WITHOUT ROWID;
INSERT INTO "channels" VALUES('C0000000001',1);
INSERT INTO "channels" VALUES('C0000000002',2);
INSERT INTO "channels" VALUES('C0000000003',3);
CREATE TABLE events (
  incident INTEGER NOT NULL,
  seq      INTEGER NOT NULL,
  at       INTEGER NOT NULL, -- UTC ms
  type     TEXT    NOT NULL,
  by       TEXT    NOT NULL, -- JSON: {"kind":"person","user":"U…"} or {"kind":"bot"}
  body     TEXT    NOT NULL, -- JSON: the event
  PRIMARY KEY (incident, seq)
) WITHOUT ROWID;
INSERT INTO "events" VALUES(1,1,1795269600667,'opened','{"kind":"person","user":"U00000ALICE"}','{"type":"opened","title":"Chats hang","severity":"P1","impact":"Nothing loads","commander":null,"nextUpdateAt":1795271400667,"respondBy":1795270500667,"firstAlert":null}');
INSERT INTO "events" VALUES(1,2,1795269601048,'channel_ready','{"kind":"bot"}','{"type":"channel_ready","channel":"C0000000001","name":"inc-1-chats-hang"}');
INSERT INTO "events" VALUES(1,3,1795269601278,'announced','{"kind":"bot"}','{"type":"announced","channel":"C0INCIDENTS","ts":"1795269601.014000"}');
INSERT INTO "events" VALUES(1,4,1795269601408,'headline_posted','{"kind":"bot"}','{"type":"headline_posted","channel":"C0000000001","ts":"1795269601.398000"}');
INSERT INTO "events" VALUES(1,5,1795269601468,'diagnosed','{"kind":"bot"}','{"type":"diagnosed","diagnosis":{"leaf":"failing_unposted","owner":"intercom","kind":"API outage","cause":"Intercom''s API answers 503; nothing is posted on its status page yet","action":"Serve cached data, retry with backoff, keep the request_ids","confidence":"high","severity":"P1","trail":[{"id":"does_it_vary","question":"Do equal requests to the API end differently?","answer":"no","because":"3 of 3 fail"},{"id":"does_me_work","question":"Is /me seen to work with our token?","answer":"no","because":"503 service_unavailable after 303 ms, 3 of 3 fail"},{"id":"did_answer","question":"Did Intercom''s API answer?","answer":"yes","because":"503 service_unavailable after 303 ms"},{"id":"is_server_error","question":"Is it a server error (5xx or 408)?","answer":"yes","because":"503 service_unavailable after 303 ms"},{"id":"does_part_work","question":"Does the search work, while /me does not?","answer":"no","because":"of the searches 2 of 2 fail"},{"id":"is_posted","question":"Is an incident posted that may explain it?","answer":"no","because":"nothing is posted"},{"id":"is_other_posted","question":"Is anything else posted?","answer":"no","because":"nothing is posted"}],"probes":[{"probe":"api_me","label":"API /me","outcome":"bad","summary":"503 service_unavailable","status":503,"ms":303,"code":"service_unavailable","requestId":"73bd1115-d851-4eb1-a930-2db8525a31ca","rateLimit":null,"stages":{"dns":1,"connect":108,"headers":186,"body":8},"requestIds":["73bd1115-d851-4eb1-a930-2db8525a31ca"]},{"probe":"api_again","label":"API /me again","outcome":"bad","summary":"503 service_unavailable, 2 of 2 fail","status":503,"ms":568,"code":"service_unavailable","requestId":"4ba3716b-57fc-4e59-85c0-5122ccd176d3","rateLimit":null,"stages":{"dns":0,"connect":99,"headers":468,"body":0},"requestIds":["4ba3716b-57fc-4e59-85c0-5122ccd176d3","0d2cd04f-2624-4230-800d-cdf6f5c4334a"]},{"probe":"api_search","label":"API search","outcome":"bad","summary":"503 service_unavailable, 2 of 2 fail","status":503,"ms":610,"code":"service_unavailable","requestId":"63077f5d-bad6-4164-94ed-fff066e5e30a","rateLimit":null,"stages":{"dns":0,"connect":94,"headers":516,"body":1},"requestIds":["63077f5d-bad6-4164-94ed-fff066e5e30a","81bfb943-517a-4faa-b3c0-601984e82e6f"]},{"probe":"api_edge","label":"API without a token","outcome":"bad","summary":"503 service_unavailable","status":503,"ms":626,"code":"service_unavailable","requestId":"9f88098f-c532-49d3-8463-ba4aa0537bed","rateLimit":null,"stages":{"dns":5,"connect":92,"headers":528,"body":0},"requestIds":["9f88098f-c532-49d3-8463-ba4aa0537bed"]},{"probe":"status_page","label":"Status page","outcome":"ok","summary":"none (All Systems Operational)","status":200,"ms":380,"code":null,"requestId":null,"rateLimit":null,"stages":{"dns":15,"connect":76,"headers":280,"body":9}},{"probe":"status_incidents","label":"Open incidents","outcome":"ok","summary":"none","status":200,"ms":541,"code":null,"requestId":null,"rateLimit":null,"stages":{"dns":0,"connect":76,"headers":464,"body":0}},{"probe":"rate_limit","label":"Rate limit","outcome":"unknown","summary":"the answer carries no headers for it","status":null,"ms":null,"code":null,"requestId":null,"rateLimit":null},{"probe":"health","label":"Our health endpoint","outcome":"ok","summary":"healthy","status":200,"ms":377,"code":null,"requestId":null,"rateLimit":null,"stages":{"dns":0,"connect":81,"headers":296,"body":0}}],"steps":[{"id":"serve_stale","title":"Serve the stale cache, or switch the fallback on, so that people still see their conversations","commands":[],"otherwise":"The cache is cold: warm it as soon as single requests succeed, most used records first, slowly (`warm` of intercom-incident/resilience). There is no cache: docs/resilience.md adds one."},{"id":"retry_backoff","title":"Retry reads once, after 1-3 s with a random part; queue writes until the API is back","commands":["curl -sS --retry 1 --retry-delay 2 -H \"Authorization: Bearer $INTERCOM_ACCESS_TOKEN\" ''http://127.0.0.1:45605/me''"],"otherwise":"The client retries by itself: lower it to one retry, or it adds to the load."},{"id":"keep_request_ids","title":"Keep the request_ids of failing requests for Intercom''s support","commands":["curl -sS -D - ''http://127.0.0.1:45605/me'' -H \"Authorization: Bearer $INTERCOM_ACCESS_TOKEN\" | grep -i request.id"],"otherwise":"No request_id in the answer (HTML, empty, no answer): note the time in UTC and the status instead."},{"id":"follow_page","title":"Follow Intercom''s status page; it was up to 23 minutes late in past outages","commands":["curl -sS ''http://127.0.0.1:38497/api/v2/incidents.json'' | jq ''.incidents[:3][] | {name, status, created_at}''"],"otherwise":"The page is unreachable: open http://127.0.0.1:38497 from another network, such as a phone."},{"id":"report_outage","title":"Report it to Intercom''s support with request_ids and times in UTC, since nothing is posted yet","commands":[],"otherwise":"Nobody with a support login: an admin of the workspace can write through the Messenger in Intercom itself."}],"sample":{"ms":568,"failed":6,"total":6}},"changed":true,"inPlace":false,"nextCheckAt":1881583201468}');
INSERT INTO "events" VALUES(1,6,1795269601468,'request_id_seen','{"kind":"bot"}','{"type":"request_id_seen","requestId":"73bd1115-d851-4eb1-a930-2db8525a31ca","source":"triage","where":"API /me"}');
INSERT INTO "events" VALUES(1,7,1795269601468,'request_id_seen','{"kind":"bot"}','{"type":"request_id_seen","requestId":"4ba3716b-57fc-4e59-85c0-5122ccd176d3","source":"triage","where":"API /me again"}');
INSERT INTO "events" VALUES(1,8,1795269601468,'request_id_seen','{"kind":"bot"}','{"type":"request_id_seen","requestId":"63077f5d-bad6-4164-94ed-fff066e5e30a","source":"triage","where":"API search"}');
INSERT INTO "events" VALUES(1,9,1795269601468,'request_id_seen','{"kind":"bot"}','{"type":"request_id_seen","requestId":"9f88098f-c532-49d3-8463-ba4aa0537bed","source":"triage","where":"API without a token"}');
INSERT INTO "events" VALUES(1,10,1795269601699,'diagnosis_posted','{"kind":"bot"}','{"type":"diagnosis_posted","of":5,"ts":"1795269601.684000"}');
INSERT INTO "events" VALUES(1,11,1795269721857,'commander_assigned','{"kind":"person","user":"U000000BOB1"}','{"type":"commander_assigned","user":"U000000BOB1","previous":null}');
INSERT INTO "events" VALUES(1,12,1795269722273,'note_added','{"kind":"person","user":"U00000ALICE"}','{"type":"note_added","text":"Cahce is cold","when":1795269722273}');
INSERT INTO "events" VALUES(1,13,1795269722380,'severity_changed','{"kind":"person","user":"U00000ALICE"}','{"type":"severity_changed","from":"P1","to":"P2","why":"fewer hit","nextUpdateAt":1795271400667,"respondBy":1795270500667}');
INSERT INTO "events" VALUES(1,14,1795269722644,'checked','{"kind":"bot"}','{"type":"checked","leaf":"failing_unposted","owner":"intercom","sample":{"ms":113,"failed":6,"total":6},"nextCheckAt":1881583322644}');
INSERT INTO "events" VALUES(1,15,1795269722879,'message_marked','{"kind":"person","user":"U000000BOB1"}','{"type":"message_marked","ts":"1795269722.862000","via":"reaction"}');
INSERT INTO "events" VALUES(1,16,1795269722905,'message_captured','{"kind":"bot"}','{"type":"message_captured","ts":"1795269722.862000","author":"U00000ALICE","text":"Workers restarted","link":"https://sandbox.slack.com/archives/C0000000001/p1795269722862000"}');
INSERT INTO "events" VALUES(1,17,1795269723032,'request_id_seen','{"kind":"person","user":"U00000ALICE"}','{"type":"request_id_seen","requestId":"3f1c2d4e-0000-4000-8000-000000000001","source":"message","where":"https://sandbox.slack.com/archives/C0000000001/p1795269723031000"}');
INSERT INTO "events" VALUES(1,18,1795270323331,'update_posted','{"kind":"person","user":"U000000BOB1"}','{"type":"update_posted","status":"IDENTIFIED","impact":"Nothing loads","cause":"Intercom is down","action":"Waiting","nextUpdateAt":1795273923000}');
INSERT INTO "events" VALUES(1,19,1795270624788,'resolved','{"kind":"person","user":"U00000ALICE"}','{"type":"resolved","fix":"It came back"}');
INSERT INTO "events" VALUES(1,20,1795270926235,'closed','{"kind":"person","user":"U00000ALICE"}','{"type":"closed","summary":"Intercom was down","rootCause":null,"fix":"It came back","conversationsAffected":null,"usersAffected":null,"actionItems":[]}');
INSERT INTO "events" VALUES(1,21,1795270926893,'postmortem_posted','{"kind":"bot"}','{"type":"postmortem_posted","of":20,"file":"F0000000001"}');
INSERT INTO "events" VALUES(2,1,1795270927015,'opened','{"kind":"person","user":"U00000ALICE"}','{"type":"opened","title":"Webhooks are late","severity":"P1","impact":null,"commander":"U000000BOB1","nextUpdateAt":1795272727015,"respondBy":1795271827015,"firstAlert":null}');
INSERT INTO "events" VALUES(2,2,1795270927125,'channel_ready','{"kind":"bot"}','{"type":"channel_ready","channel":"C0000000002","name":"inc-2-webhooks-are-late"}');
INSERT INTO "events" VALUES(2,3,1795270927127,'announced','{"kind":"bot"}','{"type":"announced","channel":"C0INCIDENTS","ts":"1795270927.105000"}');
INSERT INTO "events" VALUES(2,4,1795270927152,'headline_posted','{"kind":"bot"}','{"type":"headline_posted","channel":"C0000000002","ts":"1795270927.145000"}');
INSERT INTO "events" VALUES(2,5,1795270927557,'diagnosed','{"kind":"bot"}','{"type":"diagnosed","diagnosis":{"leaf":"failing_unposted","owner":"intercom","kind":"API outage","cause":"Intercom''s API answers 503; nothing is posted on its status page yet","action":"Serve cached data, retry with backoff, keep the request_ids","confidence":"high","severity":"P1","trail":[{"id":"does_it_vary","question":"Do equal requests to the API end differently?","answer":"no","because":"3 of 3 fail"},{"id":"does_me_work","question":"Is /me seen to work with our token?","answer":"no","because":"503 service_unavailable after 76 ms, 3 of 3 fail"},{"id":"did_answer","question":"Did Intercom''s API answer?","answer":"yes","because":"503 service_unavailable after 76 ms"},{"id":"is_server_error","question":"Is it a server error (5xx or 408)?","answer":"yes","because":"503 service_unavailable after 76 ms"},{"id":"does_part_work","question":"Does the search work, while /me does not?","answer":"no","because":"of the searches 2 of 2 fail"},{"id":"is_posted","question":"Is an incident posted that may explain it?","answer":"no","because":"nothing is posted"},{"id":"is_other_posted","question":"Is anything else posted?","answer":"no","because":"nothing is posted"}],"probes":[{"probe":"api_me","label":"API /me","outcome":"bad","summary":"503 service_unavailable","status":503,"ms":76,"code":"service_unavailable","requestId":"b2b026c6-dea2-49e9-adef-54397bcbf4ff","rateLimit":null,"stages":{"dns":0,"connect":22,"headers":53,"body":0},"requestIds":["b2b026c6-dea2-49e9-adef-54397bcbf4ff"]},{"probe":"api_again","label":"API /me again","outcome":"bad","summary":"503 service_unavailable, 2 of 2 fail","status":503,"ms":85,"code":"service_unavailable","requestId":"e2d9d784-8f00-45d6-b89f-35ee454a71e9","rateLimit":null,"stages":{"dns":0,"connect":22,"headers":62,"body":0},"requestIds":["e2d9d784-8f00-45d6-b89f-35ee454a71e9","8dc325e1-306b-41a2-9ebb-9dbea3e5b366"]},{"probe":"api_search","label":"API search","outcome":"bad","summary":"503 service_unavailable, 2 of 2 fail","status":503,"ms":100,"code":"service_unavailable","requestId":"a0d2cbc2-1654-42c0-a46a-4b89bba73e81","rateLimit":null,"stages":{"dns":0,"connect":22,"headers":77,"body":0},"requestIds":["a0d2cbc2-1654-42c0-a46a-4b89bba73e81","faa50743-2c5e-40f0-a016-cb95fb095e35"]},{"probe":"api_edge","label":"API without a token","outcome":"bad","summary":"503 service_unavailable","status":503,"ms":490,"code":"service_unavailable","requestId":"1c00d521-4b96-4cfe-9e79-aff51180daa2","rateLimit":null,"stages":{"dns":0,"connect":22,"headers":468,"body":0},"requestIds":["1c00d521-4b96-4cfe-9e79-aff51180daa2"]},{"probe":"status_page","label":"Status page","outcome":"ok","summary":"none (All Systems Operational)","status":200,"ms":75,"code":null,"requestId":null,"rateLimit":null,"stages":{"dns":0,"connect":22,"headers":53,"body":0}},{"probe":"status_incidents","label":"Open incidents","outcome":"ok","summary":"none","status":200,"ms":86,"code":null,"requestId":null,"rateLimit":null,"stages":{"dns":0,"connect":22,"headers":63,"body":1}},{"probe":"rate_limit","label":"Rate limit","outcome":"unknown","summary":"the answer carries no headers for it","status":null,"ms":null,"code":null,"requestId":null,"rateLimit":null},{"probe":"health","label":"Our health endpoint","outcome":"ok","summary":"healthy","status":200,"ms":65,"code":null,"requestId":null,"rateLimit":null,"stages":{"dns":0,"connect":24,"headers":41,"body":0}}],"steps":[{"id":"serve_stale","title":"Serve the stale cache, or switch the fallback on, so that people still see their conversations","commands":[],"otherwise":"The cache is cold: warm it as soon as single requests succeed, most used records first, slowly (`warm` of intercom-incident/resilience). There is no cache: docs/resilience.md adds one."},{"id":"retry_backoff","title":"Retry reads once, after 1-3 s with a random part; queue writes until the API is back","commands":["curl -sS --retry 1 --retry-delay 2 -H \"Authorization: Bearer $INTERCOM_ACCESS_TOKEN\" ''http://127.0.0.1:45605/me''"],"otherwise":"The client retries by itself: lower it to one retry, or it adds to the load."},{"id":"keep_request_ids","title":"Keep the request_ids of failing requests for Intercom''s support","commands":["curl -sS -D - ''http://127.0.0.1:45605/me'' -H \"Authorization: Bearer $INTERCOM_ACCESS_TOKEN\" | grep -i request.id"],"otherwise":"No request_id in the answer (HTML, empty, no answer): note the time in UTC and the status instead."},{"id":"follow_page","title":"Follow Intercom''s status page; it was up to 23 minutes late in past outages","commands":["curl -sS ''http://127.0.0.1:38497/api/v2/incidents.json'' | jq ''.incidents[:3][] | {name, status, created_at}''"],"otherwise":"The page is unreachable: open http://127.0.0.1:38497 from another network, such as a phone."},{"id":"report_outage","title":"Report it to Intercom''s support with request_ids and times in UTC, since nothing is posted yet","commands":[],"otherwise":"Nobody with a support login: an admin of the workspace can write through the Messenger in Intercom itself."}],"sample":{"ms":85,"failed":6,"total":6}},"changed":true,"inPlace":false,"nextCheckAt":1881584527557}');
INSERT INTO "events" VALUES(2,6,1795270927557,'request_id_seen','{"kind":"bot"}','{"type":"request_id_seen","requestId":"b2b026c6-dea2-49e9-adef-54397bcbf4ff","source":"triage","where":"API /me"}');
INSERT INTO "events" VALUES(2,7,1795270927557,'request_id_seen','{"kind":"bot"}','{"type":"request_id_seen","requestId":"e2d9d784-8f00-45d6-b89f-35ee454a71e9","source":"triage","where":"API /me again"}');
INSERT INTO "events" VALUES(2,8,1795270927557,'request_id_seen','{"kind":"bot"}','{"type":"request_id_seen","requestId":"a0d2cbc2-1654-42c0-a46a-4b89bba73e81","source":"triage","where":"API search"}');
INSERT INTO "events" VALUES(2,9,1795270927557,'request_id_seen','{"kind":"bot"}','{"type":"request_id_seen","requestId":"1c00d521-4b96-4cfe-9e79-aff51180daa2","source":"triage","where":"API without a token"}');
INSERT INTO "events" VALUES(2,10,1795270927634,'diagnosis_posted','{"kind":"bot"}','{"type":"diagnosis_posted","of":5,"ts":"1795270927.633000"}');
INSERT INTO "events" VALUES(2,11,1795270927730,'note_added','{"kind":"person","user":"U00000ALICE"}','{"type":"note_added","text":"Queue grows","when":1795270927730}');
INSERT INTO "events" VALUES(2,12,1795270927839,'message_marked','{"kind":"person","user":"U000000BOB1"}','{"type":"message_marked","ts":"1795270927.837000","via":"pin"}');
INSERT INTO "events" VALUES(2,13,1795270927864,'message_captured','{"kind":"bot"}','{"type":"message_captured","ts":"1795270927.837000","author":"U00000ALICE","text":"Queue at 4,000","link":"https://sandbox.slack.com/archives/C0000000002/p1795270927837000"}');
INSERT INTO "events" VALUES(2,14,1795270930158,'severity_changed','{"kind":"person","user":"U00000ALICE"}','{"type":"severity_changed","from":"P1","to":"P2","why":"it grows","nextUpdateAt":1795272727015,"respondBy":1795271827015}');
INSERT INTO "events" VALUES(2,15,1795270930370,'checked','{"kind":"bot"}','{"type":"checked","leaf":"failing_unposted","owner":"intercom","sample":{"ms":97,"failed":6,"total":6},"nextCheckAt":1881584530370}');
INSERT INTO "events" VALUES(3,1,1795270927972,'opened','{"kind":"person","user":"U00000ALICE"}','{"type":"opened","title":"Inbox is slow","severity":"P3","impact":null,"commander":null,"nextUpdateAt":1795285327972,"respondBy":1795285327972,"firstAlert":null}');
INSERT INTO "events" VALUES(3,2,1795270928044,'channel_ready','{"kind":"bot"}','{"type":"channel_ready","channel":"C0000000003","name":"inc-3-inbox-is-slow"}');
INSERT INTO "events" VALUES(3,3,1795270928067,'announced','{"kind":"bot"}','{"type":"announced","channel":"C0INCIDENTS","ts":"1795270928.042000"}');
INSERT INTO "events" VALUES(3,4,1795270928219,'headline_posted','{"kind":"bot"}','{"type":"headline_posted","channel":"C0000000003","ts":"1795270928.187000"}');
INSERT INTO "events" VALUES(3,5,1795270928277,'diagnosed','{"kind":"bot"}','{"type":"diagnosed","diagnosis":{"leaf":"failing_unposted","owner":"intercom","kind":"API outage","cause":"Intercom''s API answers 503; nothing is posted on its status page yet","action":"Serve cached data, retry with backoff, keep the request_ids","confidence":"high","severity":"P1","trail":[{"id":"does_it_vary","question":"Do equal requests to the API end differently?","answer":"no","because":"3 of 3 fail"},{"id":"does_me_work","question":"Is /me seen to work with our token?","answer":"no","because":"503 service_unavailable after 70 ms, 3 of 3 fail"},{"id":"did_answer","question":"Did Intercom''s API answer?","answer":"yes","because":"503 service_unavailable after 70 ms"},{"id":"is_server_error","question":"Is it a server error (5xx or 408)?","answer":"yes","because":"503 service_unavailable after 70 ms"},{"id":"does_part_work","question":"Does the search work, while /me does not?","answer":"no","because":"of the searches 2 of 2 fail"},{"id":"is_posted","question":"Is an incident posted that may explain it?","answer":"no","because":"nothing is posted"},{"id":"is_other_posted","question":"Is anything else posted?","answer":"no","because":"nothing is posted"}],"probes":[{"probe":"api_me","label":"API /me","outcome":"bad","summary":"503 service_unavailable","status":503,"ms":70,"code":"service_unavailable","requestId":"91107204-6987-4aea-90d8-09e235d8b262","rateLimit":null,"stages":{"dns":0,"connect":19,"headers":50,"body":0},"requestIds":["91107204-6987-4aea-90d8-09e235d8b262"]},{"probe":"api_again","label":"API /me again","outcome":"bad","summary":"503 service_unavailable, 2 of 2 fail","status":503,"ms":136,"code":"service_unavailable","requestId":"9d17e71b-83ff-47b5-9963-53e83445d8d4","rateLimit":null,"stages":{"dns":0,"connect":19,"headers":109,"body":9},"requestIds":["9d17e71b-83ff-47b5-9963-53e83445d8d4","aeb74189-964a-4b0f-874a-eb505e9c6b48"]},{"probe":"api_search","label":"API search","outcome":"bad","summary":"503 service_unavailable, 2 of 2 fail","status":503,"ms":220,"code":"service_unavailable","requestId":"d9efe2e1-33db-41d1-ab6e-7ffa5d49720f","rateLimit":null,"stages":{"dns":0,"connect":19,"headers":201,"body":0},"requestIds":["d9efe2e1-33db-41d1-ab6e-7ffa5d49720f","e0c8752f-0340-4e79-b4a1-1566fab95c34"]},{"probe":"api_edge","label":"API without a token","outcome":"bad","summary":"503 service_unavailable","status":503,"ms":274,"code":"service_unavailable","requestId":"033165ef-23a3-4bcc-91ce-51a44bce9010","rateLimit":null,"stages":{"dns":0,"connect":19,"headers":255,"body":0},"requestIds":["033165ef-23a3-4bcc-91ce-51a44bce9010"]},{"probe":"status_page","label":"Status page","outcome":"ok","summary":"none (All Systems Operational)","status":200,"ms":87,"code":null,"requestId":null,"rateLimit":null,"stages":{"dns":0,"connect":19,"headers":68,"body":0}},{"probe":"status_incidents","label":"Open incidents","outcome":"ok","summary":"none","status":200,"ms":137,"code":null,"requestId":null,"rateLimit":null,"stages":{"dns":0,"connect":19,"headers":118,"body":0}},{"probe":"rate_limit","label":"Rate limit","outcome":"unknown","summary":"the answer carries no headers for it","status":null,"ms":null,"code":null,"requestId":null,"rateLimit":null},{"probe":"health","label":"Our health endpoint","outcome":"ok","summary":"healthy","status":200,"ms":87,"code":null,"requestId":null,"rateLimit":null,"stages":{"dns":0,"connect":19,"headers":68,"body":0}}],"steps":[{"id":"serve_stale","title":"Serve the stale cache, or switch the fallback on, so that people still see their conversations","commands":[],"otherwise":"The cache is cold: warm it as soon as single requests succeed, most used records first, slowly (`warm` of intercom-incident/resilience). There is no cache: docs/resilience.md adds one."},{"id":"retry_backoff","title":"Retry reads once, after 1-3 s with a random part; queue writes until the API is back","commands":["curl -sS --retry 1 --retry-delay 2 -H \"Authorization: Bearer $INTERCOM_ACCESS_TOKEN\" ''http://127.0.0.1:45605/me''"],"otherwise":"The client retries by itself: lower it to one retry, or it adds to the load."},{"id":"keep_request_ids","title":"Keep the request_ids of failing requests for Intercom''s support","commands":["curl -sS -D - ''http://127.0.0.1:45605/me'' -H \"Authorization: Bearer $INTERCOM_ACCESS_TOKEN\" | grep -i request.id"],"otherwise":"No request_id in the answer (HTML, empty, no answer): note the time in UTC and the status instead."},{"id":"follow_page","title":"Follow Intercom''s status page; it was up to 23 minutes late in past outages","commands":["curl -sS ''http://127.0.0.1:38497/api/v2/incidents.json'' | jq ''.incidents[:3][] | {name, status, created_at}''"],"otherwise":"The page is unreachable: open http://127.0.0.1:38497 from another network, such as a phone."},{"id":"report_outage","title":"Report it to Intercom''s support with request_ids and times in UTC, since nothing is posted yet","commands":[],"otherwise":"Nobody with a support login: an admin of the workspace can write through the Messenger in Intercom itself."}],"sample":{"ms":136,"failed":6,"total":6}},"changed":true,"inPlace":false,"nextCheckAt":1881584528277}');
INSERT INTO "events" VALUES(3,6,1795270928277,'request_id_seen','{"kind":"bot"}','{"type":"request_id_seen","requestId":"91107204-6987-4aea-90d8-09e235d8b262","source":"triage","where":"API /me"}');
INSERT INTO "events" VALUES(3,7,1795270928277,'request_id_seen','{"kind":"bot"}','{"type":"request_id_seen","requestId":"9d17e71b-83ff-47b5-9963-53e83445d8d4","source":"triage","where":"API /me again"}');
INSERT INTO "events" VALUES(3,8,1795270928277,'request_id_seen','{"kind":"bot"}','{"type":"request_id_seen","requestId":"d9efe2e1-33db-41d1-ab6e-7ffa5d49720f","source":"triage","where":"API search"}');
INSERT INTO "events" VALUES(3,9,1795270928277,'request_id_seen','{"kind":"bot"}','{"type":"request_id_seen","requestId":"033165ef-23a3-4bcc-91ce-51a44bce9010","source":"triage","where":"API without a token"}');
INSERT INTO "events" VALUES(3,10,1795270928480,'diagnosis_posted','{"kind":"bot"}','{"type":"diagnosis_posted","of":5,"ts":"1795270928.463000"}');
INSERT INTO "events" VALUES(3,11,1795270928641,'note_added','{"kind":"person","user":"U00000ALICE"}','{"type":"note_added","text":"Slow since ten","when":1795270928641}');
INSERT INTO "events" VALUES(3,12,1795270929971,'resolved','{"kind":"person","user":"U00000ALICE"}','{"type":"resolved","fix":"A restart"}');
CREATE TABLE inbox (
  id          TEXT PRIMARY KEY,
  received_at INTEGER NOT NULL -- UTC ms
) WITHOUT ROWID;
INSERT INTO "inbox" VALUES('view:V0000000001:1795269600.d20d356b',1795269600667);
INSERT INTO "inbox" VALUES('action:1795269721.843000:U000000BOB1:take_command:914c6',1795269721857);
INSERT INTO "inbox" VALUES('command:1000007.2024.8fc34d838b831c93cc2759ea',1795269722273);
INSERT INTO "inbox" VALUES('command:1000009.2024.f27610ceac257ce2b9e1887e',1795269722380);
INSERT INTO "inbox" VALUES('event:Ev000000000K',1795269722737);
INSERT INTO "inbox" VALUES('event:Ev000000000M',1795269722879);
INSERT INTO "inbox" VALUES('event:Ev000000000N',1795269723032);
INSERT INTO "inbox" VALUES('view:V0000000002:1795270323.fab20bed',1795270323331);
INSERT INTO "inbox" VALUES('view:V0000000003:1795270624.85e2b842',1795270624788);
INSERT INTO "inbox" VALUES('view:V0000000004:1795270926.56a1ab17',1795270926235);
INSERT INTO "inbox" VALUES('view:V0000000005:1795270927.1a232e41',1795270927015);
INSERT INTO "inbox" VALUES('command:1000027.2024.f5d22a63a88cd89ce9a00589',1795270927730);
INSERT INTO "inbox" VALUES('event:Ev000000001B',1795270927839);
INSERT INTO "inbox" VALUES('view:V0000000006:1795270927.8f5f1026',1795270927972);
INSERT INTO "inbox" VALUES('command:1000033.2024.dbf65dfa351adfa967b42963',1795270928641);
INSERT INTO "inbox" VALUES('view:V0000000007:1795270929.6ecd53ee',1795270929971);
INSERT INTO "inbox" VALUES('command:1000039.2024.fad288093792796055d7e611',1795270930158);
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
INSERT INTO "incidents" VALUES(1,21,'Chats hang','P2','CLOSED','U000000BOB1','C0000000001','inc-1-chats-hang',1795269600667,1795269721857,1795270624788,1795270926235,NULL,0);
INSERT INTO "incidents" VALUES(2,15,'Webhooks are late','P2','INVESTIGATING','U000000BOB1','C0000000002','inc-2-webhooks-are-late',1795270927015,1795270927015,NULL,NULL,1795272727015,0);
INSERT INTO "incidents" VALUES(3,12,'Inbox is slow','P3','RESOLVED',NULL,'C0000000003','inc-3-inbox-is-slow',1795270927972,NULL,1795270929971,NULL,NULL,0);
CREATE TABLE outbox (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  incident   INTEGER NOT NULL REFERENCES incidents (id),
  key        TEXT    NOT NULL,
  lane       TEXT    NOT NULL,
  effect     TEXT    NOT NULL, -- JSON
  owed_at    INTEGER NOT NULL, -- UTC ms
  due_at     INTEGER NOT NULL, -- UTC ms
  version    INTEGER NOT NULL DEFAULT 1,
  attempts   INTEGER NOT NULL DEFAULT 0,
  leased     INTEGER NOT NULL DEFAULT 0, -- 1 while claimed: a bot that starts anew takes these over at once
  last_error TEXT,
  dead_at    INTEGER,          -- UTC ms; kept for people to see
  todo       TEXT              -- what a person can do about a dead row
);
INSERT INTO "outbox" VALUES(51,2,'wake:2','wake:2','{"type":"wake","due":1795272727015}',1795270927015,1795272727015,3,0,0,NULL,NULL,NULL);
INSERT INTO "outbox" VALUES(95,2,'post_change:2:14','slack:2','{"type":"post_change","of":14}',1795270930158,1795270931318,2,1,0,'Slack answered HTTP 503',NULL,NULL);
INSERT INTO "outbox" VALUES(96,2,'set_topic:2','slack:2','{"type":"set_topic"}',1795270930158,1795270930158,1,0,0,NULL,NULL,NULL);
INSERT INTO "outbox" VALUES(99,2,'sync_diagnosis:2:5','slack:2','{"type":"sync_diagnosis","of":5}',1795270930370,1795270930370,1,0,0,NULL,NULL,NULL);
INSERT INTO "outbox" VALUES(100,2,'check_again:2','check_again:2','{"type":"check_again"}',1795270930370,1881584530370,1,0,0,NULL,NULL,NULL);
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
CREATE UNIQUE INDEX outbox_pending_key ON outbox (key) WHERE dead_at IS NULL;
CREATE INDEX outbox_by_lane ON outbox (lane, id) WHERE dead_at IS NULL;
CREATE INDEX outbox_by_due ON outbox (due_at) WHERE dead_at IS NULL;
CREATE INDEX outbox_dead ON outbox (incident, id) WHERE dead_at IS NOT NULL;
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
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('outbox',100);
COMMIT;
