"""A model without intelligence that speaks the OpenAI protocol: for tests and the demonstration."""

from bastide.providers.fake_model.server import MODES, FakeModel, Mode

__all__ = ["MODES", "FakeModel", "Mode"]
