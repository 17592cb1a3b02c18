import { systemClock } from '../../server/clock.ts';
import { startDemoService } from '../support/demo-service.ts';

/** The demo company in a process of its own, until whoever measures it lets go. */
const demo = await startDemoService(systemClock, { awaitsFacts: false });
process.once('disconnect', () => {
  demo.close().then(() => process.exit());
});
process.on('message', () => process.send?.({ rssBytes: process.memoryUsage.rss() }));
process.send?.({ url: demo.url });
