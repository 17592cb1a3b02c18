import { demoEnvironment, type Environment, readEnvironment } from '../env.ts';
import type { Ports } from '../ports.ts';

/**
 * The deployment of DEALFLOOR_DATA (or its demo company), made and migrated where needed; it is closed when the work
 * is done.
 */
export async function withDeployment<Result>(
  work: (ports: Ports, environment: Environment) => Promise<Result>,
  demo = false,
): Promise<Result> {
  const read = readEnvironment();
  const environment = demo ? demoEnvironment(read) : read;
  const { connectPorts } = await import('../connect.ts');
  const ports = connectPorts(
    environment,
    environment.PUBLIC_ORIGIN ?? `http://127.0.0.1:${environment.PORT}`,
  );
  try {
    return await work(ports, environment);
  } finally {
    await ports.database.close();
  }
}
