import { LiveDocument } from './LiveDocument.tsx';
import { Workspace } from './Workspace.tsx';

/** One live document: read, written and talked about by all who may. */
export const EditorPage = () => <LiveDocument>{(opened) => <Workspace {...opened} />}</LiveDocument>;
