"""Tiny vosk models made from nothing but numbers, so that tests hear through the real recognizer.

`tones` writes at once a model of 3 kB that takes pairs of tones for words. `build` trains one of 1 MB from
espeak-ng's speech for a closed set of phrases (`python -m tools.tinyvosk phrases.txt folder`). Both exercise
the whole code path of vosk; neither says anything about human speech. Formats: Kaldi's nnet3 models
(https://kaldi-asr.org/doc/) and OpenFst's VectorFst (https://www.openfst.org/).
"""
