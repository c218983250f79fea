import { describeWith } from '../support/describe-with.ts';
import { conformance } from './conformance.ts';
import { lackOfPostgres } from './support/postgres.ts';
import { postgres } from './support/postgres-engine.ts';

describeWith(lackOfPostgres, 'On PostgreSQL', () => conformance(postgres));
