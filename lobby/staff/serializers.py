"""Signing in over HTTP."""

from __future__ import annotations

from rest_framework import serializers


class SignInSerializer(serializers.Serializer):
    username = serializers.CharField(max_length=150)
    password = serializers.CharField(max_length=200, trim_whitespace=False)


class SignedInSerializer(serializers.Serializer):
    token = serializers.CharField(help_text="send it as `Authorization: Bearer <token>`")
    expires_at = serializers.DateTimeField()
