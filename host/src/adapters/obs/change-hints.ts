// Which of OBS's events mean that it has to be read again. Those that come with each level of a volume or each move of a picture
// are left out, and so are changes of settings, which our own texts cause.

const HINTS = new Set([
  'CurrentSceneCollectionChanged',
  'SceneCollectionListChanged',
  'CurrentProfileChanged',
  'SceneCreated',
  'SceneRemoved',
  'SceneNameChanged',
  'SceneListChanged',
  'CurrentProgramSceneChanged',
  'CurrentPreviewSceneChanged',
  'InputCreated',
  'InputRemoved',
  'InputNameChanged',
  'SceneItemCreated',
  'SceneItemRemoved',
  'SceneItemListReindexed',
  'SceneItemEnableStateChanged',
  'StudioModeStateChanged',
  'StreamStateChanged',
  'RecordStateChanged',
  'RecordFileChanged',
]);

export function isChangeHint(type: string): boolean {
  return HINTS.has(type);
}

export function isOutputEvent(type: string): boolean {
  return type === 'StreamStateChanged' || type === 'RecordStateChanged';
}
