// A process that starts a server, tells its address and waits to be killed.
import { createPostgresCluster } from '../support/postgres-cluster.ts';

process.send?.((await createPostgresCluster()).url());
