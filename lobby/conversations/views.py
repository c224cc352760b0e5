"""/conversations and /turns."""

from __future__ import annotations

import uuid

from django.db import OperationalError
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from lobby import clock
from lobby.cases import telling
from lobby.cases.overview import cases_of_conversation
from lobby.conversations import apologies, talking
from lobby.conversations.dialogue import dialogue
from lobby.conversations.models import Conversation
from lobby.conversations.serializers import (
    BeginSerializer,
    BegunSerializer,
    ConversationSerializer,
    SaySerializer,
    TurnSerializer,
)
from lobby.problems import NotFound, Unavailable
from lobby.staff.permissions import DeviceOrStaff, LoopbackOrToken
from lobby.staff.throttles import RequestThrottle, TurnThrottle
from lobby.tickets.cards import tickets_of_conversation


class ConversationsView(APIView):
    permission_classes = [LoopbackOrToken]

    @extend_schema(request=BeginSerializer, responses={201: BegunSerializer})
    def post(self, request: Request) -> Response:
        """A new visitor: the answer holds the greeting."""
        asked = BeginSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        conversation, replies = talking.begin(asked.validated_data["channel"], dialogue())
        return Response({"id": str(conversation.id), "replies": replies}, status=201)


class ConversationView(APIView):
    permission_classes = [LoopbackOrToken]

    def get_permissions(self) -> list[DeviceOrStaff | LoopbackOrToken]:
        # A visitor's tickets are for the robot itself, not for any page on the machine.
        return [DeviceOrStaff()] if self.request.method == "GET" else [LoopbackOrToken()]

    @extend_schema(responses=ConversationSerializer)
    def get(self, request: Request, id: uuid.UUID) -> Response:
        """The visitor's open and past tickets and cases, newest first."""
        conversation = Conversation.objects.filter(id=id).first()
        if conversation is None:
            raise NotFound("没有这个对话，请重新开始。")
        idle = clock.now() - conversation.last_turn_at > talking.IDLE
        ended = conversation.ended_at is not None or idle
        return Response(
            {
                "id": str(conversation.id),
                "channel": conversation.channel,
                "state": "ended" if ended else "open",
                "tickets": tickets_of_conversation(conversation.id),
                "cases": cases_of_conversation(conversation.id),
            }
        )

    @extend_schema(responses={204: OpenApiResponse(description="ended; nothing carries over")})
    def delete(self, request: Request, id: uuid.UUID) -> Response:
        """The visitor has left."""
        conversation = Conversation.objects.filter(id=id).first()
        if conversation is None:
            raise NotFound("没有这个对话，请重新开始。")
        talking.end(conversation, dialogue())
        return Response(status=204)


class ToldView(APIView):
    permission_classes = [LoopbackOrToken]

    @extend_schema(request=None, responses={204: OpenApiResponse(description="noted")})
    def post(self, request: Request, id: uuid.UUID) -> Response:
        """The screen or the voice has told what staff answered: the next turn need not."""
        telling.told(id)
        return Response(status=204)


class TurnsView(APIView):
    permission_classes = [LoopbackOrToken]
    throttle_classes = [RequestThrottle, TurnThrottle]

    @extend_schema(request=SaySerializer, responses={200: TurnSerializer})
    def post(self, request: Request, id: uuid.UUID) -> Response:
        """One turn of the visitor."""
        asked = SaySerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        try:
            result = talking.take_turn(
                talking.find(id),
                asked.validated_data["text"],
                asked.validated_data["modality"],
                dialogue(),
            )
        except OperationalError as error:
            # The database is locked or away: the customer hears a sentence all the same.
            raise Unavailable(
                "系统正忙，请稍后再试。", replies=[apologies.reply(apologies.AWAY)]
            ) from error
        return Response(
            {
                "turn": result.turn,
                "replies": result.replies,
                "nlu": result.nlu,
                "ms": result.ms,
                "stages": result.stages,
            }
        )
