import { config } from 'zod';

// The page's content security policy forbids eval, and zod would probe for it at the first schema.
config({ jitless: true });
