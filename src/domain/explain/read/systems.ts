/** Another system, by the marks of its clients and messages, with its name for people. `ours`: we run it ourselves. */
type System = { name: string; ours: boolean; marks: RegExp };

const system = (name: string, ours: boolean, ...marks: string[]): System => ({
  name,
  ours,
  marks: new RegExp(marks.join('|'), 'i'),
});

/**
 * Errors of other companies' clients, as Ruby, Python, Java, Go, PHP, .NET, and Node name them: `Stripe::CardError`,
 * `stripe.error.…`.
 */
const client = (names: string): string =>
  String.raw`\b(?:${names})(?:::|\.(?:errors?|exceptions?)\b|[\w.]{0,40}(?:Error|Exception)\b| ?(?:API|SDK) (?:error|returned|answer|respon|request|call|key|rate|timed|is |fail|gave|say))|\b(?:${names}) API\b|(?:^|\n|\] )(?!sentry|datadog|pagerduty|slack|github)(?:${names}):\s`;

/** Systems whose messages contain no host. The first match counts. */
const systems: readonly System[] = [
  system(
    'our database',
    true,
    String.raw`\b(?:psycopg\d?|asyncpg|PG::|PSQLException|Npgsql|org\.postgresql|pgx|pq:|pg_|SQLSTATE|ORA-\d{4,5}|InnoDB|MySQL|MariaDB|ER_[A-Z_]{4,40}|SQLITE_[A-Z]+|sqlite3\.|SqlException|SQL(?:Timeout|Transient\w*|Recoverable)?Exception|java\.sql\.|jdbc|HikariPool|sqlalchemy\.exc|QueuePool limit|ActiveRecord::|Sequelize\w{0,40}Error|Prisma\w{0,40}Error|QueryFailedError|KnexTimeout|Knex: Timeout|Ecto\.|DBConnection\.|django\.db|Doctrine\\DBAL|PDOException|Mongo\w{0,40}(?:Error|Exception)|Mongo::|pymongo|MongooseError|Cassandra\w{0,40}|NoHostAvailable|couchbase|Neo4j)`,
    String.raw`\b(?:postgres(?:ql)?|mysql|mongo(?:db)?|mssql|oracle|sql server|database|db) (?:connection|query|statement|server|pool|transaction|lock|deadlock|timeout|error|times? out|timed out|is |went )|statement timeout|deadlock (?:detected|found)|lock wait timeout|too many (?:clients|connections)\b|remaining connection slots|idle-in-transaction|canceling statement|server closed the connection unexpectedly|server selection timed out|connection pool (?:timeout|exhausted)|acquir(?:e|ing) (?:a )?connection|\bterminating connection due to`,
  ),
  system(
    'our Redis',
    true,
    String.raw`\b(?:ioredis|Redis::|redis\.(?:exceptions|clients)|RedisError|RedisConnection\w*|Redis\w{0,30}Exception|Jedis\w*|Lettuce|StackExchange\.Redis|MaxRetriesPerRequestError|CLUSTERDOWN|READONLY You can|NOAUTH Authentication|WRONGPASS|OOM command not allowed|MISCONF Redis)|\bredis\b[^\n]{0,40}(?:time|fail|error|refus|lost|clos|down)|\bmemcached?\b|Dalli::`,
  ),
  system(
    'our queue or search',
    true,
    String.raw`\b(?:kafka\w{0,30}|librdkafka|confluent_kafka|rabbitmq|amqp\w{0,20}|pika\.exceptions|Bunny::|AMQP\w{0,30}|NATS|nats:|zookeeper|elasticsearch\w{0,30}|opensearch\w{0,30}|ElasticsearchException|TransportError\(|Meilisearch|solr|BullMQ|celery\.exceptions|kombu\.exceptions)\b`,
  ),
  system(
    'the mail server',
    false,
    String.raw`\bSMTP\w{0,40}|\bsmtplib\b|\bnodemailer\b|Net::SMTP|MailKit|MessagingException|\bpostfix\/|\bsendmail\b|(?:^|[\s:(])[245]\d\d[ -][245]\.\d{1,3}\.\d{1,3}\b|\bEHLO\b|\bRCPT TO\b|\bEENVELOPE\b|\bEAUTH\b|mailbox (?:unavailable|full)|relay(?:ing)? (?:access )?denied|greylist`,
  ),
  system(
    'AWS',
    false,
    String.raw`\bbotocore\b|\bboto3\b|\baws-?sdk\b|@aws-sdk|\bAws::|com\.amazonaws|software\.amazon|\barn:aws|\bx-amz-|An error occurred \(\w{3,60}\) when calling the|\b(?:Amazon|AWS) ?(?:S3|SQS|SNS|SES|KMS|RDS|Lambda|Dynamo\w*|Secrets\w*)|\b(?:S3|SQS|SNS|DynamoDB|SecretsManager)(?:Client|Exception|ServiceException)|ProvisionedThroughputExceeded|ThrottlingException|ExpiredTokenException|UnrecognizedClientException|InvalidClientTokenId|<Code>(?:SlowDown|NoSuchBucket|NoSuchKey|RequestTimeTooSkewed|SignatureDoesNotMatch|InvalidAccessKeyId|ExpiredToken)<`,
  ),
  system(
    'Google Cloud',
    false,
    String.raw`google\.api_core|googleapis|google\.auth\.exceptions|google-cloud|RESOURCE_EXHAUSTED|"status"\s?:\s?"(?:UNAVAILABLE|PERMISSION_DENIED|UNAUTHENTICATED|DEADLINE_EXCEEDED)"`,
  ),
  system('Slack', false, String.raw`\{\s?"ok"\s?:\s?false,\s?"error"\s?:\s?"`),
  system(
    'Azure',
    false,
    String.raw`azure\.core|Azure\.RequestFailed|AADSTS\d{3,}|Microsoft\.Azure|azure-sdk`,
  ),
  system(
    'our Kubernetes',
    true,
    String.raw`CrashLoopBackOff|ImagePullBackOff|ErrImagePull|OOMKilled|FailedScheduling|(?:Liveness|Readiness|Startup) probe (?:failed|errored)|\bkubelet\b|\bkubectl\b[^\n]{0,80}(?:error|refused)|Error from server \(`,
  ),
];

/** Companies whose clients run alongside Intercom's, for messages without a host. */
const vendor =
  'Stripe Twilio SendGrid Mailgun Postmark Slack OpenAI Anthropic GitHub GitLab Zendesk HubSpot Salesforce Shopify Segment Mixpanel Amplitude Sentry Datadog PagerDuty Braintree PayPal Adyen Plaid Auth0 Okta Algolia Cloudinary Contentful Airtable Notion Jira Atlassian Asana Linear Mailchimp Klaviyo Marketo Pipedrive Freshdesk Zoom Discord Telegram WhatsApp Facebook Google Firebase LaunchDarkly Supabase Vercel Heroku Cloudflare Fastly'
    .split(' ')
    .map((name) => [name, new RegExp(client(name), 'i')] as const);

/** What shows that a text is about Intercom after all, whatever else it names. */
const intercom =
  /(?<![\w/.-])Intercom(?:'s)?(?: API|::|\.\w+Error| (?:answers?|returns?|says|gives|responds|rejects|fails|failed|request|search|errors?))|Intercom\w{0,30}(?:Error|Exception)|intercom-client|error\.list|api\.intercom|io\.intercom/i;

/** Intercom as the one that responds or is called, and requests to paths of its API, such as `POST /contacts`. */
const named =
  /\b(?:from|by|to|at|calling|call|with|of) Intercom\b(?![\w-])|(?<![\w/.-])Intercom(?:'s)?:? (?:API|answer|return|say|give|respon|reject|fail|request|search|error|call|[45]\d\d)|\b(?:GET|POST|PUT|PATCH|DELETE) \/(?:me|admins|contacts|conversations|companies|tags|tickets|articles|events|notes|segments|teams|messages|data_attributes|visitors|subscription_types)\b/i;

/** Whether a text says that it's about Intercom, whatever hosts it contains. */
export const saysIntercom = (text: string): boolean => {
  const read = text.slice(0, 20_000);
  return intercom.test(read) || named.test(read);
};

/** The other system that a text is about, by the marks of its client; null if it shows none, or Intercom as well. */
export function otherSystem(text: string): { name: string; ours: boolean } | null {
  const read = text.slice(0, 20_000);
  if (intercom.test(read)) return null;
  const found = systems.find(({ marks }) => marks.test(read));
  if (found) return found;
  const company = vendor.find(([, marks]) => marks.test(read))?.[0];
  return company === undefined ? null : { name: company, ours: false };
}

const line = [
  String.raw`# (?:HELP|TYPE|UNIT|EOF)\b.{0,400}`,
  String.raw`[a-z_:][\w:]{2,200}\{[^}\n]{0,800}\}(?:\s{1,4}(?:[-+]?[\d.]{1,30}(?:e[-+]?\d{1,3})?|NaN|[-+]?Inf)(?:\s{1,4}\d{1,20})?)?`,
  String.raw`[a-z_:][\w:]{0,200}_(?:total|count|sum|bucket|seconds|errors|failures|requests|rate|ratio|gauge)\s{0,4}[:=]?\s{0,4}[-+]?[\d.]{1,30}(?:e[-+]?\d{1,3})?`,
  String.raw`[\w.-]{3,200}:[-+]?[\d.]{1,30}\|(?:c|g|ms|h|s|d)\b\S{0,400}`,
  String.raw`(?:sum|avg|min|max|count|rate|increase|irate|histogram_quantile|topk|delta)(?: ?(?:by|without) ?\([^)\n]{0,200}\))? ?[({:].{0,600}`,
  String.raw`[\w.-]{3,120}(?:,[\w.-]{1,60}=[^\s,]{1,120}){1,20} [\w.-]{1,60}=[-+]?[\d.]{1,30}[iu]?(?:,\S{1,300})?(?: \d{10,20})?`,
  String.raw`["']?[\w.-]{0,80}(?:_total|_count|\.count|counter|_errors|_5xx|_4xx)[\w.-]{0,40}["']?\s?[:=]\s?\d{1,12},?`,
].map((pattern) => new RegExp(`^\\s{0,8}(?:${pattern})\\s{0,8}$`, 'i'));

/** Is every line a counter or another metric: Prometheus, StatsD, Influx, or a query for them? */
export function isMetric(text: string): boolean {
  const lines = text
    .slice(0, 20_000)
    .split('\n')
    .filter((one) => /[^\s`{}]/.test(one));
  return lines.length > 0 && lines.every((one) => line.some((form) => form.test(one)));
}
