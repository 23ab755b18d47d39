using System.Text.Encodings.Web;
using System.Text.Json;

namespace MiniDocker.Runtime.Plans;

/// <summary>The listing of a plan for programs.</summary>
internal static class PlanJson
{
    internal static void Write(Plan plan, Stream stream)
    {
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions
        {
            Indented = true,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        });
        json.WriteStartObject();
        json.WriteStartArray("steps");
        for (int i = 0; i < plan.Count; i++)
            WriteStep(plan, i, json);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteStep(Plan plan, int index, Utf8JsonWriter json)
    {
        ref Step step = ref plan[index];
        json.WriteStartObject();
        json.WriteNumber("step", index + 1);
        json.WriteString("side", PlanText.SideOf(plan, index));
        json.WriteString("does", plan.GroupOf(index).ToString());
        json.WriteString("why", plan.GroupOf(index).Why);
        json.WriteString("call", PlanText.Call(plan, index));
        if (step.Result != Step.NoSlot)
            json.WriteString("result", plan.NameOf(new Slot(step.Result)));
        if (plan.NanosecondsOf(index) != 0)
            json.WriteNumber("nanoseconds", plan.NanosecondsOf(index));
        json.WriteEndObject();
    }
}
