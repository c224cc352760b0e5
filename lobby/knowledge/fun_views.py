"""What passes the time, over HTTP: riddles and the like, the quiz, 成语接龙."""

from __future__ import annotations

from dataclasses import asdict

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from lobby.knowledge import chain
from lobby.knowledge import serializers as shapes
from lobby.knowledge.models import Amusement, QuizQuestion


class FunView(APIView):
    @extend_schema(
        parameters=[shapes.FunQuery],
        responses=shapes.AmusementSerializer(many=True),
        tags=["knowledge"],
    )
    def get(self, request: Request) -> Response:
        """Riddles, tongue twisters, jokes and pieces of knowledge, all or of one `kind`."""
        serializer = shapes.FunQuery(data=request.query_params.dict())
        serializer.is_valid(raise_exception=True)
        kind = serializer.validated_data["kind"]
        found = Amusement.objects.filter(enabled=True)
        if kind:
            found = found.filter(kind=kind)
        return Response(shapes.AmusementSerializer(found, many=True).data)


class QuizView(APIView):
    @extend_schema(
        parameters=[shapes.QuizQuery],
        responses=shapes.QuizQuestionSerializer(many=True),
        tags=["knowledge"],
    )
    def get(self, request: Request) -> Response:
        """Questions of the quiz with their answers, all or of one `level` or `topic`."""
        query = shapes.QuizQuery(data=request.query_params.dict())
        query.is_valid(raise_exception=True)
        found = QuizQuestion.objects.filter(enabled=True, **query.validated_data)
        return Response(shapes.QuizQuestionSerializer(found, many=True).data)


class ChainView(APIView):
    @extend_schema(
        request=shapes.ChainSerializer, responses=shapes.MoveSerializer, tags=["knowledge"]
    )
    def post(self, request: Request) -> Response:
        """成语接龙: whether the word goes on, and the robot's own; nothing is kept."""
        asked = shapes.ChainSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        values = asked.validated_data
        return Response(asdict(chain.play(values["word"], values["last"], values["used"])))
