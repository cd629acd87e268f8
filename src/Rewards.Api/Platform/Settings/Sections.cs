using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Rewards.Api.Platform.Settings;

/// <summary>
/// Reads options from configuration sections, strictly: a bad or unknown key is named as it is written.
/// </summary>
internal static class Sections
{
    public static OptionsBuilder<T> AddSection<T>(this IServiceCollection services, string section)
        where T : class
    {
        services.AddSingleton<IValidateOptions<T>>(new Validator<T>(section));
        return services.AddOptions<T>()
            .Configure<IConfiguration>((_, configuration) => RefuseUnknown<T>(configuration.GetSection(section)))
            .BindConfiguration(section)
            .ValidateOnStart();
    }

    /// <exception cref="StartException">Names the first key that is no setting.</exception>
    private static void RefuseUnknown<T>(IConfigurationSection section)
    {
        var known = typeof(T).GetProperties().Where(property => property.CanWrite).Select(property => property.Name)
            .ToList();
        var unknown = section.GetChildren()
            .FirstOrDefault(child => !known.Contains(child.Key, StringComparer.OrdinalIgnoreCase));
        if (unknown is not null)
        {
            throw new StartException(
                $"{unknown.Path}: is not a setting; {section.Key} has {string.Join(", ", known)}.");
        }
    }

    private sealed class Validator<T>(string section) : IValidateOptions<T>
        where T : class
    {
        public ValidateOptionsResult Validate(string? name, T options)
        {
            var results = new List<ValidationResult>();
            return Validator.TryValidateObject(
                options, new ValidationContext(options), results, validateAllProperties: true)
                    ? ValidateOptionsResult.Success
                    : ValidateOptionsResult.Fail(results.Select(Explain));
        }

        private string Explain(ValidationResult result) =>
            $"{section}:{result.MemberNames.FirstOrDefault()}: {result.ErrorMessage}";
    }
}
