#include <windows.h>

#define ALL_COMPONENTS 0xffffffff
#define SET_VALUE RegSetValueExA

LONG through_macros_bad(HKEY parameters)
{
    DWORD value = ALL_COMPONENTS;

    return SET_VALUE(parameters, "DisabledComponents", 0, REG_DWORD, (BYTE *)&value, sizeof(value)); // want "five seconds"
}

LONG unknown_cast_bad(HKEY parameters)
{
    DWORD value = 0xffffffff;

    return RegSetValueExA(parameters, "DisabledComponents", 0, REG_DWORD, (LPBYTE)&value, sizeof(value)); // want "five seconds"
}

static LONG set_number(HKEY key, const char *name, DWORD value)
{
    return RegSetValueExA(key, name, 0, REG_DWORD, (BYTE *)&value, sizeof(value));
}

/* What the function does with its arguments is not followed. */
LONG through_function_ok(HKEY parameters)
{
    return set_number(parameters, "DisabledComponents", 0xffffffff);
}
