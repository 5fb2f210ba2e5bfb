// Requests of the fake OBS about itself: its version, statistics, outputs, profile and scene collections.

import type { ObsModel } from './obs-model.ts';
import type { FakeOutput } from './obs-output.ts';
import { type Data, type Emit, type Handlers, Refused, textField } from './obs-requests.ts';

export type ProgramState = {
  model: ObsModel;
  emit: Emit;
  recording: FakeOutput;
  stream: FakeOutput;
  /** Format of recordings as it stands in the profile: "mkv", "hybrid_mp4" … Only the latter takes chapters. */
  recordingFormat: string;
  /** False: there is no address to stream to. */
  canStream: boolean;
  freeDiskMb: number;
  /** While true everything is answered with 207. */
  isBusy: boolean;
  /** How long a change of the scene collection takes. */
  changeMs: number;
};

export function programRequests(state: ProgramState, about: () => Data): Handlers {
  const { model, emit, recording, stream } = state;
  return {
    GetVersion: about,
    GetStats: () => ({
      ...{ activeFps: 30, averageFrameRenderTime: 5, cpuUsage: 10, memoryUsage: 250 },
      ...{ availableDiskSpace: state.freeDiskMb, outputSkippedFrames: 0, outputTotalFrames: 0 },
      ...{ renderSkippedFrames: 0, renderTotalFrames: 0 },
      ...{ webSocketSessionIncomingMessages: 0, webSocketSessionOutgoingMessages: 0 },
    }),
    GetVideoSettings: () => ({
      ...{ baseWidth: model.canvas.width, baseHeight: model.canvas.height },
      ...{ outputWidth: model.canvas.width, outputHeight: model.canvas.height, fpsNumerator: 30, fpsDenominator: 1 },
    }),
    GetSceneCollectionList: () => ({
      currentSceneCollectionName: model.collection,
      sceneCollections: [...model.collections.keys()],
    }),
    SetCurrentSceneCollection: async (data) => {
      const name = textField(data, 'sceneCollectionName');
      if (!model.collections.has(name)) throw new Refused(600);
      if (name !== model.collection) await change(name);
      return undefined;
    },
    GetProfileList: () => ({ currentProfileName: 'Tests', profiles: ['Tests'] }),
    GetProfileParameter: ({ parameterCategory, parameterName }) => {
      const isFormat =
        parameterCategory === 'SimpleOutput' && (parameterName === 'RecFormat2' || parameterName === 'RecFormat');
      const isMode = parameterCategory === 'Output' && parameterName === 'Mode';
      return {
        parameterValue: isFormat ? state.recordingFormat : isMode ? 'Simple' : null,
        defaultParameterValue: null,
      };
    },
    GetRecordDirectory: () => ({ recordDirectory: '/recordings' }),
    GetRecordStatus: () => recording.status(),
    StartRecord: () => done(() => recording.start()),
    StopRecord: () => ({ outputPath: recording.stop() }),
    ToggleRecord: () => {
      if (recording.isActive) recording.stop();
      else recording.start();
      return { outputActive: recording.isActive };
    },
    PauseRecord: () => done(() => recording.pause()),
    ResumeRecord: () => done(() => recording.resume()),
    SplitRecordFile: () => done(() => recording.split()),
    CreateRecordChapter: ({ chapterName }) => {
      if (!recording.isActive) throw new Refused(501);
      if (state.recordingFormat !== 'hybrid_mp4') throw new Refused(702, 'Failed to create a chapter.');
      recording.chapter(typeof chapterName === 'string' ? chapterName : undefined);
      return undefined;
    },
    GetStreamStatus: () => stream.status(),
    StartStream: () => {
      if (stream.isActive) throw new Refused(500);
      if (state.canStream) stream.start();
      else stream.failToStart();
      return undefined;
    },
    StopStream: () => {
      stream.stop();
      return undefined;
    },
    BroadcastCustomEvent: ({ eventData }) => {
      emit('CustomEvent', { eventData });
      return undefined;
    },
  };

  async function change(name: string): Promise<void> {
    emit('CurrentSceneCollectionChanging', { sceneCollectionName: model.collection });
    state.isBusy = true;
    await new Promise((resolve) => setTimeout(resolve, state.changeMs));
    for (const input of model.now.inputs)
      emit('InputRemoved', { inputName: input.name, ...model.uuid('inputUuid', input) });
    for (const scene of model.now.scenes) {
      emit('SceneRemoved', { sceneName: scene.name, ...model.uuid('sceneUuid', scene), isGroup: false });
    }
    model.collection = name;
    if (model.studioMode) model.preview = model.now.program;
    for (const scene of model.now.scenes) {
      emit('SceneCreated', { sceneName: scene.name, ...model.uuid('sceneUuid', scene), isGroup: false });
    }
    state.isBusy = false;
    emit('CurrentProgramSceneChanged', { sceneName: model.now.program });
    emit('CurrentSceneCollectionChanged', { sceneCollectionName: name });
  }
}

function done(work: () => void): undefined {
  work();
}
