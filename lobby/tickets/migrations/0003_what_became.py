import lobby.clock
from django.db import migrations, models
from django.db.models import functions


def tell_what_became(apps, schema_editor):
    """Each ended period learns the state that followed it; open counters get their first period."""
    Period = apps.get_model('tickets', 'Period')
    after = Period.objects.filter(ticket=models.OuterRef('ticket'), pk__gt=models.OuterRef('pk')).order_by('pk')
    Period.objects.filter(ended_at__isnull=False).update(
        became=functions.Coalesce(models.Subquery(after.values('state')[:1]), models.Value(''))
    )
    Counter = apps.get_model('tickets', 'Counter')
    CounterPeriod = apps.get_model('tickets', 'CounterPeriod')
    CounterPeriod.objects.bulk_create(
        CounterPeriod(counter=counter, by='migration', began_at=counter.opened_at or lobby.clock.now())
        for counter in Counter.objects.filter(open=True)
    )


class Migration(migrations.Migration):

    dependencies = [
        ('tickets', '0002_life_cycle'),
    ]

    operations = [
        migrations.RunPython(tell_what_became, migrations.RunPython.noop),
    ]
