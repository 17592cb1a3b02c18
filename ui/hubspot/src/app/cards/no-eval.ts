/** HubSpot's worker and a strict Content-Security-Policy forbid `new Function`; zod looks here before it tries. */
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });
