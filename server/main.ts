import { readEnvironment } from './env.ts';
import { runService } from './run-service.ts';
import { tell } from './tell.ts';

await runService(readEnvironment()).catch((error: unknown) => {
  tell(error instanceof Error ? error.message : String(error));
  process.exit(1);
});
