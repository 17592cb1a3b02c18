import { useSession } from './session.ts';

export function SandboxBanner() {
  const { demo } = useSession();
  if (!demo) return null;
  return <p className="sandbox-banner">Sandbox: a demo company on this machine</p>;
}
