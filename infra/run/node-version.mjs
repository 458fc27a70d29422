/** Least version of Node, as package.json promises. */
export const NODE_MIN = [20, 19];

/** Says in one sentence that Node is too old, and ends the process. */
export const requireNode = (version = process.versions.node) => {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > NODE_MIN[0] || (major === NODE_MIN[0] && minor >= NODE_MIN[1])) return;
  console.error(`Plenary needs Node ${NODE_MIN.join('.')} or newer; this is Node ${version}.`);
  process.exit(1);
};
