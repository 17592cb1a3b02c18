/** As much of Express as the empty handler needs; it brings no types of its own. */
declare module 'express' {
  import type { RequestListener, Server } from 'node:http';

  type Response = { json(value: unknown): void };
  type App = RequestListener & {
    use(handler: (request: unknown, response: Response) => void): void;
    listen(port: number, host: string, listening: () => void): Server;
  };
  // biome-ignore lint/style/noDefaultExport: this is how Express exports itself
  export default function express(): App;
}
